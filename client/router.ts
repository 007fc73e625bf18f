import { createRouter, createWebHistory, type Router } from 'vue-router'
import HomePage from './pages/HomePage.vue'

/** Every page of the cockpit; what is not known leads home. */
export const createPages = (): Router =>
  createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', name: 'home', component: HomePage },
      { path: '/wall/:screen/:region', name: 'wall', component: () => import('./pages/WallPage.vue') },
      { path: '/desk', name: 'work', component: () => import('./pages/WorkPage.vue') },
      { path: '/analysis', name: 'analysis', component: () => import('./pages/AnalysisPage.vue') },
      { path: '/reports', name: 'reports', component: () => import('./pages/ReportsPage.vue') },
      { path: '/supervision', name: 'supervision', component: () => import('./pages/SupervisionPage.vue') },
      { path: '/usage', name: 'usage', component: () => import('./pages/UsagePage.vue') },
      { path: '/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
      { path: '/desk/:screen/:region', name: 'desk', component: () => import('./pages/DeskPage.vue') },
      { path: '/admin', name: 'admin', component: () => import('./pages/AdminPage.vue') },
      { path: '/delivered', name: 'delivered', component: () => import('./pages/DeliveredPage.vue') },
      { path: '/account', name: 'account', component: () => import('./pages/AccountPage.vue') },
      { path: '/welcome', name: 'sightless', component: () => import('./pages/SightlessPage.vue') },
      { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue'), meta: { open: true } },
      {
        path: '/m',
        component: () => import('./pages/PhonePage.vue'),
        children: [
          { path: '', name: 'phone', component: () => import('./phone/task/TaskList.vue') },
          { path: 'task/:id', name: 'phone-task', component: () => import('./phone/task/TaskView.vue') },
          { path: 'notices', name: 'phone-notices', component: () => import('./phone/notices/NoticeList.vue') },
          { path: 'report', name: 'phone-report', component: () => import('./phone/report/ReportView.vue') },
          { path: 'map', name: 'phone-map', component: () => import('./phone/parts/GridMap.vue') },
          { path: 'me', name: 'phone-me', component: () => import('./phone/parts/MeView.vue') },
        ],
      },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })

/**
 * Leads to the sign-in page and, after it, back to where one is now; why is said by `problem`, one of the sign-in page's
 * own. Does nothing there.
 */
export const leadToSignIn = (router: Router, problem: 'wall-ended' | 'session-ended' | null): void => {
  if (location.pathname === '/sign-in') return
  const to = location.pathname + location.search
  void router.replace({ name: 'sign-in', query: { to, ...(problem === null ? {} : { problem }) } })
}
