export { default as RatingMenu } from './rating/RatingMenu.vue'
