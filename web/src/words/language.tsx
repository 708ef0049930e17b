import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { Messages } from '@lingui/core';
import names from 'virtual:languages';
import alert from 'virtual:words/alert';
import counter from 'virtual:words/counter';
import money from 'virtual:words/money';
import profile from 'virtual:words/profile';
import told from 'virtual:words/told';
import zoom from 'virtual:words/zoom';
import { city } from './city';
import { Words } from './words';

/** A language is a file; Vite makes each its own small script, so that a phone loads just one. */
const files = import.meta.glob<{ default: Messages }>('../locales/*.json');
const everywhere = Object.fromEntries(Object.entries(files).map(([file, load]) => [file.replace(/^.*\/|\.json$/g, ''), load]));

/** Words that come with the pages that say them; build/catalogs.ts says which these are. */
const parts = { alert, told, money, counter, profile, zoom };

export type WordsPart = keyof typeof parts;

/** From each language to its own name for itself. */
export const languages: Record<string, string> = city.languages ? Object.fromEntries(city.languages.map((language) => [language, names[language]!])) : names;

/** {@return what the cookie says, else the first language of the browser that we speak, else the city's first} */
export function preferred(): string {
    const chosen = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1];
    const wanted = [chosen, ...navigator.languages.map((tag) => tag.split('-')[0])];
    return wanted.find((language) => language !== undefined && language in languages) ?? Object.keys(languages)[0]!;
}

export function remember(language: string): void {
    document.cookie = `language=${language}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

export async function load(language: string, having: readonly WordsPart[] = []): Promise<Words> {
    const files = await Promise.all([everywhere, ...having.map((part) => parts[part])].map((of) => of[language]!()));
    return new Words(language, Object.assign({}, ...files.map((file) => file.default), city.words?.[language]) as Messages, having);
}

interface Speech {
    words: Words;
    speak: (language: string) => void;
    /** brings the words of some pages beside those already here */
    learn: (parts: readonly WordsPart[]) => Promise<void>;
}

const Spoken = createContext<Speech | null>(null);

export function useSpeech(): Speech {
    const speech = useContext(Spoken);
    if (!speech) {
        throw new Error('no language above this component');
    }
    return speech;
}

export function useWords(): Words {
    return useSpeech().words;
}

export function Language({ first, children }: { first: Words; children: ComponentChildren }) {
    const [words, setWords] = useState(first);
    useEffect(() => {
        document.documentElement.lang = words.language;
    }, [words]);
    const speech = useMemo<Speech>(
        () => ({
            words,
            speak: (language) => {
                remember(language);
                void load(language, words.parts as WordsPart[]).then(setWords);
            },
            learn: async (more) => {
                if (!more.every((one) => words.parts.includes(one))) {
                    setWords(await load(words.language, [...new Set([...(words.parts as WordsPart[]), ...more])]));
                }
            },
        }),
        [words],
    );
    return <Spoken.Provider value={speech}>{children}</Spoken.Provider>;
}
