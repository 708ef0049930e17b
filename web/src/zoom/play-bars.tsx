import { useEffect, useRef, useState } from 'preact/hooks';
import type { Bar } from '../chart/bars';
import { useWords } from '../words/language';
import { tonesOf } from './tones';

/** The chart to listen to: nothing sounds until it is asked for. */
export function PlayBars({ bars, onBar }: { bars: readonly Bar[]; onBar: (key: string) => void }) {
    const words = useWords();
    const [playing, setPlaying] = useState(false);
    const [failed, setFailed] = useState(false);
    const stop = useRef<(() => void) | null>(null);
    const gone = useRef(false);
    // other bars, or another page, are not what is being heard
    useEffect(() => () => stop.current?.(), [bars]);
    useEffect(
        () => () => {
            gone.current = true;
        },
        [],
    );

    async function toggle() {
        if (stop.current) {
            stop.current();
            return;
        }
        setPlaying(true);
        try {
            const { play } = await import('./player');
            if (!gone.current) {
                stop.current = play(tonesOf(bars), (key) => {
                    if (key !== null) {
                        onBar(key);
                    } else {
                        stop.current = null;
                        setPlaying(false);
                    }
                });
            }
        } catch {
            setPlaying(false);
            setFailed(true);
        }
    }

    return (
        <p class="play no-print">
            <button type="button" class="act plain" onClick={() => void toggle()}>
                {words.t(playing ? 'zoom.stop' : 'zoom.play')}
            </button>
            <span class="quiet">
                {words.t(failed ? 'zoom.playFailed' : 'zoom.playHelp')}
            </span>
        </p>
    );
}
