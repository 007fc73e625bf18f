import { inject, type InjectionKey } from 'vue'
import type { Api, DeviceProof, ViewSocket } from '../remote/index.ts'

/** The server, as the stores reach it; provided once by `main.ts`, replaced by tests. */
export interface Remote {
  api: Api
  socket: ViewSocket
  device: DeviceProof
}

/** Key under which `main.ts` provides the server. */
export const REMOTE: InjectionKey<Remote> = Symbol('remote')

/** The server from inside a store; throws where `main.ts` has not provided it. */
export const useRemote = (): Remote => {
  const remote = inject(REMOTE)
  if (!remote) throw new Error('remote is not provided')
  return remote
}
