import type { Tone } from './tones';

/** Seconds from one bar to the next, and how long its tone lasts. */
const STEP = 0.18;
const LENGTH = 0.15;
const LOUD = 0.2;

/**
 * Plays tones one after the other. It is a script of its own, which comes when somebody wants to hear.
 *
 * @param onBar which bar is heard; null at the end
 * @return what stops it
 */
export function play(tones: readonly Tone[], onBar: (key: string | null) => void): () => void {
    const sound = new AudioContext();
    const begin = sound.currentTime + 0.05;
    tones.forEach((tone, i) => {
        const at = begin + i * STEP;
        if (tone.hertz !== null) {
            note(sound, 'sine', tone.hertz, at, LENGTH);
        } else if (tone.tick) {
            note(sound, 'square', 1600, at, 0.012);
        }
    });
    const timers = tones.map((tone, i) => setTimeout(() => onBar(tone.key), (0.05 + i * STEP) * 1000));
    timers.push(setTimeout(() => end(), (0.05 + tones.length * STEP) * 1000));

    function end() {
        timers.forEach(clearTimeout);
        void sound.close();
        onBar(null);
    }
    return end;
}

/** Swells and fades, so that it does not crack. */
function note(sound: AudioContext, type: OscillatorType, hertz: number, at: number, length: number) {
    const [voice, loudness] = [sound.createOscillator(), sound.createGain()];
    voice.type = type;
    voice.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(LOUD, at + length / 6);
    loudness.gain.linearRampToValueAtTime(0, at + length);
    voice.connect(loudness).connect(sound.destination);
    voice.start(at);
    voice.stop(at + length);
}
