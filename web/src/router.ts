import { createRouter, createWebHistory } from 'vue-router';
import HomePage from './pages/HomePage.vue';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: HomePage },
    { path: '/p/:id/:tab?', component: () => import('./pages/ProjectPage.vue'), props: true },
    { path: '/calculators/allocate', component: () => import('./pages/AllocatePage.vue') },
    { path: '/calculators/consent', component: () => import('./pages/ConsentPage.vue') },
    { path: '/calculators', redirect: '/calculators/allocate' },
    { path: '/sign-in', component: () => import('./pages/SignInPage.vue') },
    { path: '/h', component: () => import('./pages/MyHomePage.vue') },
    { path: '/h/ballot/:vote', component: () => import('./pages/BallotPage.vue'), props: true },
    { path: '/h/receipt/:vote', component: () => import('./pages/ReceiptPage.vue'), props: true },
    { path: '/v/:vote/certificate', component: () => import('./pages/CertificatePage.vue'), props: true },
    { path: '/account', alias: '/h/data', component: () => import('./pages/AccountPage.vue') },
    { path: '/round/:unit?', component: () => import('./pages/RoundPage.vue') },
    { path: '/todo', component: () => import('./pages/TodoPage.vue') },
    { path: '/verify', component: () => import('./pages/VerifyPage.vue') },
    { path: '/:rest(.*)*', component: () => import('./pages/NotFoundPage.vue') },
  ],
  scrollBehavior(to, from, saved) {
    if (saved) return saved;
    if (to.path === '/verify') return to.path === from.path ? undefined : { top: 0 }; // its hash names a leaf
    if (to.hash) return { el: to.hash, top: 80 };
    return to.path.split('/').slice(0, 3).join('/') === from.path.split('/').slice(0, 3).join('/')
      ? undefined
      : { top: 0 };
  },
});
