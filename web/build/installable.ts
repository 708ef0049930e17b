import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';
import { languages, messages } from './catalogs.ts';
import { OF_THE_CITY } from './door-pages.ts';
import { icon } from './icon.ts';

/** The accent of src/styles/_tokens.scss in daylight, and the ground behind it. */
const ACCENT = '#1a4480';
const GROUND = '#f4f6f8';

/** What home and usage need besides the first load: they open without a portal too. */
const BESIDE = ['/src/zoom/index.ts', 'virtual:words/zoom/', '/src/locales/'];

/**
 * Makes the pages installable: icons, a manifest in each language (site.webmanifest for the first, site.<language>.webmanifest
 * for the others), and the files that the worker keeps written into it.
 */
export function installable(): Plugin {
    return {
        name: 'installable',
        apply: 'build',
        enforce: 'post',
        generateBundle: {
            order: 'post',
            handler(_options, bundle) {
                const picture = (name: string, size: number, whole: boolean) => this.getFileName(this.emitFile({ type: 'asset', name: `${name}.png`, source: icon(size, ACCENT, whole) }));
                const icons = [
                    { src: `/${picture('icon-192', 192, false)}`, sizes: '192x192', type: 'image/png' },
                    { src: `/${picture('icon-512', 512, false)}`, sizes: '512x512', type: 'image/png' },
                    { src: `/${picture('icon-whole', 512, true)}`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
                ];
                const touch = `/${picture('icon-touch', 180, true)}`;
                for (const file of Object.values(bundle)) {
                    if (file.type === 'asset' && file.fileName.endsWith('.html')) {
                        file.source = String(file.source).replace('%touch%', touch);
                    }
                }
                for (const language of languages()) {
                    const fileName = language === 'en' ? 'site.webmanifest' : `site.${language}.webmanifest`;
                    this.emitFile({ type: 'asset', fileName, source: manifest(language, messages(language), icons) });
                    this.emitFile({ type: 'asset', fileName: `unfilled/${fileName}`, source: manifest(language, OF_THE_CITY, icons) });
                }
                fill(bundle, icons[0]!.src);
            },
        },
    };
}

function manifest(lang: string, words: Record<string, string>, icons: object[]): string {
    const name = `${words['city.name']} ${words['city.part']}`;
    const shown = { name, short_name: words['city.name'], description: words['city.serves'], lang, background_color: GROUND, theme_color: ACCENT };
    return JSON.stringify({ ...shown, id: '/', start_url: '/', scope: '/', display: 'standalone', icons });
}

function fill(bundle: Rolldown.OutputBundle, picture: string) {
    const worker = bundle['sw.js'];
    if (worker?.type !== 'chunk' || worker.imports.length > 0) {
        throw new Error('the worker was not built, or not in one piece');
    }
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const first = chunks.filter((chunk) => (chunk.isEntry && ['app', 'sign-in'].includes(chunk.name)) || BESIDE.some((part) => chunk.facadeModuleId?.includes(part)));
    if (first.length < 2 + 2 * languages().length + 1) {
        throw new Error(`the worker would keep too little: ${first.map((chunk) => chunk.fileName).join(', ')}`);
    }
    const files = new Set(['/', '/sign-in', picture]);
    const take = (chunk: Rolldown.OutputChunk) => {
        if (!files.has(`/${chunk.fileName}`)) {
            files.add(`/${chunk.fileName}`);
            const styles = (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? [];
            [...styles].forEach((style) => files.add(`/${style}`));
            chunks.filter((other) => chunk.imports.includes(other.fileName)).forEach(take);
        }
    };
    first.forEach(take);
    const version = createHash('sha256').update([...files].sort().join()).digest('hex').slice(0, 12);
    worker.code = worker.code.replace('%files%', JSON.stringify([...files])).replace('%version%', version);
    if (worker.code.includes('%files%') || worker.code.includes('%version%')) {
        throw new Error('the worker does not know its files');
    }
}
