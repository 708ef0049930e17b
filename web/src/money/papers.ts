import type { PaymentWish } from '../api/money';
import type { Words } from '../words/words';

/** {@return the language of receipts, PDFs and the payment company's page, of which there are two} */
export function paperLanguage(words: Words): PaymentWish['language'] {
    return words.language === 'es' ? 'es' : 'en';
}
