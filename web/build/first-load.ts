import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Writes .gz and .br beside what compresses, and fails the build when the first load outgrows its budget: a phone on
 * a slow line pays for every byte before the first bar. The first load is what the app's page names, the largest language,
 * and everything these import; pages that come when they are opened are not in it.
 *
 * @param budget bytes of gzip, for scripts and styles
 */
export function firstLoad(budget: { script: number; style: number }): Plugin {
    let folder = '';
    let first: ReadonlySet<string> = new Set();
    let written = false;
    return {
        name: 'first-load',
        apply: 'build',
        configResolved(config) {
            folder = join(config.root, config.build.outDir);
        },
        generateBundle: {
            order: 'post',
            handler(_options, bundle) {
                const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
                const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === 'app');
                const languages = chunks.filter((chunk) => chunk.facadeModuleId?.includes('/src/locales/'));
                const largest = languages.sort((one, other) => other.code.length - one.code.length)[0];
                if (!entry || !largest) {
                    throw new Error('the app or its languages were not built');
                }
                const files = new Set<string>();
                const take = (name: string) => {
                    const chunk = bundle[name];
                    if (chunk?.type === 'chunk' && !files.has(name)) {
                        files.add(name);
                        const styles = (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? [];
                        [...styles].forEach((style) => files.add(style));
                        chunk.imports.forEach(take);
                    }
                };
                take(entry.fileName);
                take(largest.fileName);
                first = files;
            },
        },
        writeBundle() {
            written = true;
        },
        closeBundle() {
            if (!written) {
                // the build failed before, and has its own words for that
                return;
            }
            const total = { script: 0, style: 0 };
            const all = { script: 0, style: 0 };
            for (const file of filesUnder(folder).filter((name) => /\.(js|css|html|svg|webmanifest)$/.test(name) && !name.includes('unfilled'))) {
                const bytes = readFileSync(file);
                const gzipped = gzipSync(bytes, { level: 9 });
                writeFileSync(`${file}.gz`, gzipped);
                writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
                const kind = file.endsWith('.js') ? 'script' : file.endsWith('.css') ? 'style' : null;
                if (kind !== null) {
                    all[kind] += gzipped.length;
                    total[kind] += first.has(relative(folder, file)) ? gzipped.length : 0;
                }
            }
            for (const kind of ['script', 'style'] as const) {
                const words = `${kind}s: ${(total[kind] / 1000).toFixed(1)} kB gzipped of at most ${budget[kind] / 1000} at first, ${(all[kind] / 1000).toFixed(1)} in all`;
                if (total[kind] > budget[kind] || total[kind] === 0) {
                    throw new Error(`The first load on a phone is not what it should be, ${words} (${relative('.', folder)})`);
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
