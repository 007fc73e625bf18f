/** What draws WebGL on this machine. */
export type Graphics = 'hardware' | 'software' | 'none'

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i

let known: Graphics | null = null

/** Looks once in the page's life, with a context that is given back at once: a browser has only a few. */
export const detectGraphics = (): Graphics => (known ??= look())

const look = (): Graphics => {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl')
  if (!context) return 'none'
  const info = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return SOFTWARE.test(renderer) ? 'software' : 'hardware'
}
