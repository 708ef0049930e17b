/**
 * Sets up the worker that keeps the pages and the last seen figures for when the portal cannot be reached; after the page,
 * which comes first. A browser that has none, or refuses it, shows the pages as ever.
 */
export function keepForLater(): void {
    const begin = () => void navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
    if (document.readyState === 'complete') {
        begin();
    } else {
        addEventListener('load', begin);
    }
}
