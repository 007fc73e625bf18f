export { default as DemoAccounts } from './DemoAccounts.vue'
export { default as PasswordForm } from './PasswordForm.vue'
export { default as SignInForm } from './SignInForm.vue'
export { wayBack } from './way-back.ts'
