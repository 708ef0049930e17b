import { useEffect, useState } from 'preact/hooks';
import { useSpeech } from '../words/language';

/** Years, comparing and the calendar: what the first bars need not wait for. */
export type Zoom = typeof import('../zoom');

let here: Zoom | undefined;

/** {@return the script and the words of it as soon as they are there; null until then, and null and failed where they do not come} */
export function useZoom(): { zoom: Zoom | null; failed: boolean } {
    const { words, learn } = useSpeech();
    const [state, setState] = useState<{ zoom: Zoom | undefined; failed: boolean }>({ zoom: here, failed: false });
    const spoken = words.parts.includes('zoom');
    useEffect(() => {
        let gone = false;
        if (!here || !spoken) {
            Promise.all([import('../zoom'), learn(['zoom'])]).then(
                ([zoom]) => {
                    here = zoom;
                    if (!gone) {
                        setState({ zoom, failed: false });
                    }
                },
                () => !gone && setState({ zoom: undefined, failed: true }),
            );
        }
        return () => {
            gone = true;
        };
    }, [spoken]);
    return { zoom: spoken ? (state.zoom ?? null) : null, failed: state.failed };
}
