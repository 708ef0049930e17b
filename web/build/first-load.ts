import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Writes .gz and .br beside what compresses, and fails the build when all scripts or all styles
 * together outgrow their budget: a phone on a slow line pays for every byte before the first bar.
 *
 * @param budget bytes of gzip, for all scripts (all languages counted, though a customer loads one) and all styles
 */
export function firstLoad(budget: { script: number; style: number }): Plugin {
    let folder = '';
    return {
        name: 'first-load',
        apply: 'build',
        configResolved(config) {
            folder = join(config.root, config.build.outDir);
        },
        closeBundle() {
            const total = { script: 0, style: 0 };
            for (const file of filesUnder(folder).filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
                const bytes = readFileSync(file);
                const gzipped = gzipSync(bytes, { level: 9 });
                writeFileSync(`${file}.gz`, gzipped);
                writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
                total.script += file.endsWith('.js') ? gzipped.length : 0;
                total.style += file.endsWith('.css') ? gzipped.length : 0;
            }
            for (const kind of ['script', 'style'] as const) {
                const words = `${kind}s: ${(total[kind] / 1000).toFixed(1)} kB gzipped of at most ${budget[kind] / 1000}`;
                if (total[kind] > budget[kind]) {
                    throw new Error(`Too much for a first load on a phone, ${words} (${relative('.', folder)})`);
                }
                this.info(words);
            }
        },
    };
}

function filesUnder(folder: string): string[] {
    return readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((file) => statSync(file).isFile());
}
