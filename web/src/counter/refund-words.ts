import type { Refund } from '../api/money';
import type { Words } from '../words/words';

/** {@return where money given back stands} */
export function refundState({ state }: Pick<Refund, 'state'>, words: Words): string {
    return words.t(`refund.state.${state}`);
}
