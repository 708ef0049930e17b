import type { ComponentChildren } from 'preact';

/** A message's own marks: <b> for what matters, <tel> for a number to call. */
export function Rich({ text }: { text: string }) {
    return <>{text.split(/(<(?:b|tel)>.*?<\/(?:b|tel)>)/).map(marked)}</>;
}

function marked(part: string, at: number): ComponentChildren {
    const match = /^<(b|tel)>(.*)<\/\1>$/.exec(part);
    if (!match) {
        return part;
    }
    return match[1] === 'b' ? (
        <b key={at}>{match[2]}</b>
    ) : (
        <a key={at} class="link" href={`tel:${match[2]}`}>
            {match[2]}
        </a>
    );
}
