export { keepInstallOffer, useInstall } from './use-install.ts'
