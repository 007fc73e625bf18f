/** What a browser hands out when it could put the page among the phone's apps. */
export interface InstallOffer {
  prompt: () => Promise<unknown>
}

/** How the page may come among the phone's apps: it is there already, the browser can be asked, or its user has to. */
export type InstallWay = 'there' | 'ask' | 'hand'

/** The way there is now. `standalone` = opened from the phone's screen, without a browser around it. */
export const installWay = (standalone: boolean, offer: InstallOffer | null): InstallWay =>
  standalone ? 'there' : offer ? 'ask' : 'hand'

/** Where in this browser the user finds it. */
export const installWords = (agent: string): string => {
  if (/MicroMessenger|DingTalk|Lark/i.test(agent))
    return '请先点右上角“···”，选“在浏览器打开”，再从浏览器菜单添加到手机桌面。'
  if (/iPhone|iPad/i.test(agent)) return '在浏览器里点“分享”，选“添加到主屏幕”。'
  return '在浏览器菜单里选“添加到桌面”或“安装应用”。'
}
