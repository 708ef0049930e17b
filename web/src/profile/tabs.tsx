import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { ProofDialog } from '../form/proof';
import { Trouble } from '../frame/notice';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';

const TABS = [
    ['', 'profile.you'],
    ['/contacts', 'profile.contacts'],
    ['/security', 'profile.security'],
    ['/methods', 'profile.methods'],
    ['/write', 'write.title'],
] as const;

/** What stands around the pages about oneself. */
export function ProfileFrame({ at, children }: { at: (typeof TABS)[number][0]; children: ComponentChildren }) {
    const words = useWords();
    const title = words.t(TABS.find(([path]) => path === at)![1]);
    useTitle(title);
    return (
        <div class="middle">
            <nav class="seg" aria-label={words.t('profile.title')}>
                {TABS.map(([path, key]) => (
                    <Link key={path} href={`/profile${path}`} aria-current={path === at ? 'page' : undefined}>
                        {words.t(key)}
                    </Link>
                ))}
            </nav>
            <h1>{title}</h1>
            <Trouble plain />
            <div class="stack">{children}</div>
            <ProofDialog />
        </div>
    );
}
