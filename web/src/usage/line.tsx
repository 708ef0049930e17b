import { useEffect, useRef, useState } from 'preact/hooks';
import { saveAlert, useAlerts, type Alert } from '../api/alerts';
import type { Channel } from '../api/client';
import { problemWords } from '../form/problem';
import { decimal, parse, type Billionths } from '../words/amounts';
import { useWords } from '../words/language';
import type { Line } from '../chart/handle';

/** Keys come in a row; the alert is written when they pause. */
const PAUSE = 800;

export interface OwnLine {
    alert: Alert;
    line: Line;
    /** what became of the last move */
    said: string | null;
    undo: (() => void) | null;
}

/** {@return the customer's lowest line for the channel, and the ways to move it; null where there is none} */
export function useOwnLine(account: string, channel: Channel): OwnLine | null {
    const words = useWords();
    const alerts = useAlerts(account);
    const alert = lowest(alerts.data ?? [], channel);
    const [moving, setMoving] = useState<Billionths | null>(null);
    const [told, setTold] = useState<{ said: string; before: Billionths | null } | null>(null);
    const timer = useRef<ReturnType<typeof setTimeout>>();
    const from = useRef<Billionths | null>(null);
    const id = alert?.id;
    useEffect(() => {
        setMoving(null);
        setTold(null);
        return () => clearTimeout(timer.current);
    }, [id]);
    if (!alert) {
        return null;
    }
    const saved = parse(alert.threshold);
    const amount = (value: Billionths) => words.amount(value, alert.unit);

    async function write(value: Billionths, undoing: boolean) {
        const before = from.current ?? saved;
        from.current = null;
        if (value === saved) {
            setMoving(null);
            return;
        }
        try {
            const { channel: of, commodity, unit, countEstimates, contacts } = alert!;
            await saveAlert(account, alert!.id, { ...(of === null ? { commodity } : { channel: of }), threshold: decimal(value), unit, countEstimates, contacts });
            setTold({ said: words.t(undoing ? 'line.undone' : 'line.saved', { amount: amount(value) }), before: undoing ? null : before });
        } catch (error) {
            setTold({ said: problemWords(error, words), before: null });
        }
        setMoving(null);
    }

    function set(value: Billionths) {
        from.current ??= saved;
        setMoving(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void write(value, false), PAUSE);
    }

    return {
        alert,
        line: { value: moving ?? saved, unit: alert.unit, onMove: setMoving, onSet: set },
        said: told?.said ?? null,
        undo:
            told?.before == null
                ? null
                : () => {
                      const before = told.before!;
                      setMoving(before);
                      void write(before, true);
                  },
    };
}

function lowest(alerts: readonly Alert[], { id, commodity, unit, flow }: Channel): Alert | undefined {
    const fitting = alerts.filter((alert) => alert.unit === unit && (alert.channel === id || (alert.channel === null && alert.commodity === commodity && flow === 'delivered')));
    return fitting.reduce<Alert | undefined>((low, alert) => (low === undefined || parse(alert.threshold) < parse(low.threshold) ? alert : low), undefined);
}

/** {@return the address of the alert form with a line for this day already in it} */
export function newAlertAt(account: string, channel: Channel, above: Billionths, day: string): string {
    return `/accounts/${account}/alerts/new?channel=${channel.id}&above=${decimal(above)}&day=${day}`;
}
