import { city } from '../words/city';

/** Drawn here rather than from an icon font: six shapes do not need a file. */
const SHAPES: Record<string, string> = {
    water: 'M12 2.5s-7 7.600-7 12a7 7 0 0 0 14 0c0-4.400-7-12-7-12z',
    electricity: 'M13.500 2 4.500 14h6l-1.500 8 10.500-13h-6.500z',
    gas: 'M12.800 2.500c.4 3.600 5.700 6.300 5.700 11.700a6.500 6.800 0 0 1-13 0c0-2.900 1.500-4.700 2.900-6.300.3 1.600 1 2.400 1.900 2.900-.2-3.200.6-6.400 2.500-8.300z',
};

export function CommodityIcon({ commodity }: { commodity: string }) {
    return (
        <svg class={`icon ${commodity}`} width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
            <path class="bar up" d={SHAPES[commodity]} />
        </svg>
    );
}

export function Arrow({ to }: { to: 'left' | 'right' | 'down' | 'up' }) {
    const path = { left: 'M10.500 3l-5 5 5 5', right: 'M5.500 3l5 5-5 5', down: 'M3 5.500l5 5 5-5', up: 'M3 10.500l5-5 5 5' }[to];
    return (
        <svg class="arrow" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d={path} />
        </svg>
    );
}

export function Seal() {
    return city.logo ? (
        <img class="seal" src={city.logo} width="44" height="44" alt="" />
    ) : (
        <svg class="seal" width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
            <circle cx="22" cy="22" r="22" />
            <path d="M8 19c4.700-4 9.300-4 14 0s9.300 4 14 0M10 27c4-3.400 8-3.400 12 0s8 3.400 12 0" />
        </svg>
    );
}
