import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { setBackend, type Backend } from './backend/backend.ts';
import { createHttpBackend } from './backend/http.ts';
import { createIpcBackend } from './backend/ipc.ts';
import { keepFocus } from './ui/keepFocus.ts';
import { startTheme } from './ui/theme.ts';
import { router } from './router.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/control.css';
import './ui/edges.css';

async function chooseBackend(): Promise<Backend> {
  const query = new URLSearchParams(location.search);
  if (import.meta.env.DEV && query.has('fake')) {
    const { createFakeBackend } = await import('./backend/fake.ts');
    const door = (['closed', 'new', 'older', 'real'] as const).find((one) => one === query.get('door')) ?? 'open';
    return createFakeBackend({ door, isEmpty: query.get('fake') === 'empty', delayMs: Number(query.get('delay') ?? 60) });
  }
  return window.desk ? createIpcBackend(window.desk) : createHttpBackend();
}

startTheme();
keepFocus();
setBackend(await chooseBackend());
createApp(App).use(createPinia()).use(router).mount('#app');
