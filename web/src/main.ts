import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router';
import { useOutbox } from './stores/outbox';
import { useDisplay } from './stores/display';
import { useSession } from './stores/session';
import './styles/tokens.css';
import './styles/base.css';
import './styles/element.css';
import './styles/print.css';

async function start(): Promise<void> {
  const app = createApp(App).use(createPinia());
  await Promise.all([useDisplay().startLang(), useSession().load()]);
  app.use(router).mount('#app');
  useOutbox().start();
}

void start();
