import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { Messages } from '@lingui/core';
import names from 'virtual:languages';
import { Words } from './words';

/** A language is a file; Vite makes each its own small script, so that a phone loads just one. */
const files = import.meta.glob<{ default: Messages }>('../locales/*.json');
const loaders = Object.fromEntries(Object.entries(files).map(([file, load]) => [file.replace(/^.*\/|\.json$/g, ''), load]));

/** From each language to its own name for itself. */
export const languages: Record<string, string> = names;

/** {@return what the cookie says, else the first language of the browser that we speak, else English} */
export function preferred(): string {
    const chosen = /(?:^|; )language=(\w+)/.exec(document.cookie)?.[1];
    const wanted = [chosen, ...navigator.languages.map((tag) => tag.split('-')[0])];
    return wanted.find((language) => language !== undefined && language in languages) ?? 'en';
}

export function remember(language: string): void {
    document.cookie = `language=${language}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

export async function load(language: string): Promise<Words> {
    const file = await loaders[language]!();
    return new Words(language, file.default);
}

interface Speech {
    words: Words;
    speak: (language: string) => void;
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
                void load(language).then(setWords);
            },
        }),
        [words],
    );
    return <Spoken.Provider value={speech}>{children}</Spoken.Provider>;
}
