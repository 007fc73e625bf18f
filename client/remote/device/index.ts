export { askProved, createDeviceProof, type DeviceProof } from './proof.ts'
