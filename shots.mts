import { chromium } from 'playwright-core'
const base = process.env.BASE ?? 'http://127.0.0.1:9100'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--use-angle=swiftshader','--enable-unsafe-swiftshader','--ignore-gpu-blocklist','--no-sandbox'] })
const jobs = JSON.parse(process.argv[2]!) as [string, string, string, number, number, number?][]
for (const [name, user, path, w, h, wait] of jobs) {
  const ctx = await b.newContext({ viewport: { width: w, height: h }, locale: 'zh-CN' })
  const page = await ctx.newPage()
  page.on('pageerror', (e) => console.log('ERR', name, e.message))
  page.on('console', (m) => { if (m.type() === 'error') console.log('CON', name, m.text().slice(0, 200)) })
  if (user) { const r = await ctx.request.post(base + '/api/v1/session', { data: { username: user, password: 'yiping-demo' }, headers: { origin: base } }); if (!r.ok()) console.log(name, r.status(), (await r.text()).slice(0, 300)) }
  await page.goto(base + path, { waitUntil: 'domcontentloaded' }); await page.waitForTimeout(wait ?? 5000)
  await page.screenshot({ path: `/tmp/b/look/${name}.png` }); console.log(name, page.url()); await ctx.close()
}
await b.close()
