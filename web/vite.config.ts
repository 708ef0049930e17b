import { defineConfig } from 'vitest/config';
import { catalogs } from './build/catalogs.ts';
import { firstLoad } from './build/first-load.ts';
import { signInPages } from './build/sign-in-pages.ts';

export default defineConfig({
    root: import.meta.dirname,
    plugins: [catalogs(), signInPages(), firstLoad({ script: 60_000, style: 20_000 })],
    css: {
        preprocessorOptions: {
            scss: { loadPaths: ['node_modules/@uswds/uswds/packages'], quietDeps: true },
        },
    },
    build: {
        outDir: 'target/classes/static',
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: { polyfill: false },
        rolldownOptions: { input: { app: 'app.html', 'sign-in': 'sign-in.html' } },
    },
    cacheDir: 'target/vite',
    test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'] },
});
