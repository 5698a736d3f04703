import vue from '@vitejs/plugin-vue';
import { fileURLToPath, URL } from 'node:url';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

// While working on the pages the program answers beside them: JIATI_URL=http://… npm run dev
// The Host stays as the browser sent it, for the program compares it with the Origin.
const program = { target: process.env.JIATI_URL ?? 'http://127.0.0.1:8080', changeOrigin: false };
const proxy = { '/api': program, '/log/': program };

export default defineConfig({
  plugins: [
    // A space or line break in a template is a space on the page, as in HTML.
    vue({ template: { compilerOptions: { whitespace: 'preserve' } } }),
    // Only Element Plus arrives by name; our own components are imported where they are used.
    Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    // The round works in a stairwell without a network: the app's own files are kept, and never an answer of the API.
    VitePWA({
      injectRegister: false, // stores/installed.ts does it, for those who go on rounds
      filename: 'sw.js',
      registerType: 'autoUpdate',
      manifest: {
        name: '加梯',
        short_name: '加梯',
        lang: 'zh-CN',
        start_url: '/round',
        scope: '/',
        display: 'standalone',
        background_color: '#F2F5F2',
        theme_color: '#1D5B4B',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        inlineWorkboxRuntime: true,
        globPatterns: ['**/*.{js,css,html,svg}'],
        maximumFileSizeToCacheInBytes: 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [
          /^\/(api|log|tile|checkpoint|openapi\.json|healthz|readyz|metrics)(\/|$|\?)/,
          /\.[a-z0-9]+$/i,
        ],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    // The content security policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { proxy },
  preview: { proxy },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    // A place far from UTC+8: dates on the page must not depend on the reader's clock zone.
    env: { TZ: 'America/St_Johns' },
    server: { deps: { inline: ['element-plus'] } },
  },
});
