import { encode } from 'uqr';

/** The secret as a square that an app reads from the screen; dark on light in every theme, as cameras want it. */
export function Qr({ text, name }: { text: string; name: string }) {
    const { data, size } = encode(text, { ecc: 'M', border: 4 });
    const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('');
    return (
        <svg class="qr" role="img" aria-label={name} width="232" height="232" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
            <rect class="light" width={size} height={size} />
            <path class="dark" d={path} />
        </svg>
    );
}
