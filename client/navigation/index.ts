export { isOn } from './address.ts'
export { NAVIGATION, useNavigation, type Navigation } from './use-navigation.ts'
