import { defineConfig } from 'vitest/config';
import { catalogs } from './build/catalogs.ts';
import { firstLoad } from './build/first-load.ts';
import { DOOR, doorPages } from './build/door-pages.ts';
import { installable } from './build/installable.ts';

export default defineConfig({
    root: import.meta.dirname,
    plugins: [catalogs(), doorPages(), installable(), firstLoad({ script: 60_000, style: 20_000 })],
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
        rolldownOptions: {
            input: { app: 'app.html', sw: 'src/offline/worker.ts', ...Object.fromEntries(DOOR.map((name) => [name, `${name}.html`])) },
            // the worker's name stays, so that browsers find its next version
            output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
        },
    },
    cacheDir: 'target/vite',
    test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'] },
});
