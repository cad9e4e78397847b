import { createRouter, createWebHashHistory } from 'vue-router';

/** The screens. The part after # is all the shells have to keep; each screen is fetched when it is first gone to. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/queue' },
    { path: '/queue/:caseId?', name: 'queue', component: () => import('./pages/QueuePage.vue'), props: true, meta: { title: 'Queue' } },
    { path: '/together', name: 'together', component: () => import('./pages/TogetherPage.vue'), meta: { title: 'Rule together' } },
    { path: '/cases', name: 'cases', component: () => import('./pages/CasesPage.vue'), meta: { title: 'Cases' } },
    { path: '/cases/:caseId', name: 'case', component: () => import('./pages/CasePage.vue'), props: true, meta: { title: 'Case' } },
    { path: '/decisions/:rulingId?', name: 'decisions', component: () => import('./pages/DecisionsPage.vue'), props: true, meta: { title: 'Decisions' } },
    { path: '/decisions/compare/:a/:b', name: 'compare', component: () => import('./pages/ComparePage.vue'), props: true, meta: { title: 'Compare decisions' } },
    { path: '/my-day/:view?', name: 'my-day', component: () => import('./pages/MyDayPage.vue'), meta: { title: 'My day' } },
    { path: '/audit/:view?/:item?', name: 'audit', component: () => import('./pages/AuditPage.vue'), meta: { title: 'Audit' } },
    { path: '/imports/:importId?', name: 'imports', component: () => import('./pages/ImportsPage.vue'), props: true, meta: { title: 'Imports' } },
    { path: '/activity', name: 'activity', component: () => import('./pages/ActivityPage.vue'), meta: { title: 'Activity' } },
    { path: '/policy/:version?', name: 'policy', component: () => import('./pages/PolicyPage.vue'), props: true, meta: { title: 'Policy' } },
    { path: '/queues/:view?/:item?', name: 'queues', component: () => import('./pages/QueuesPage.vue'), meta: { title: 'Queues' } },
    { path: '/people/:personId?', name: 'people', component: () => import('./pages/PeoplePage.vue'), props: true, meta: { title: 'People' } },
    { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue'), meta: { title: 'Settings' } },
    { path: '/:any(.*)*', redirect: '/queue' },
  ],
});
