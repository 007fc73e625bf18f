export { isOn } from './address.ts'
export { useNavigation, type Navigation } from './use-navigation.ts'
