declare module 'virtual:languages' {
    const names: Record<string, string>;
    export default names;
}

declare module 'virtual:words/zoom' {
    const loaders: Record<string, () => Promise<{ default: import('@lingui/core').Messages }>>;
    export default loaders;
}

declare module 'virtual:words/profile' {
    const loaders: Record<string, () => Promise<{ default: import('@lingui/core').Messages }>>;
    export default loaders;
}

declare module 'virtual:words/alert' {
    const loaders: Record<string, () => Promise<{ default: import('@lingui/core').Messages }>>;
    export default loaders;
}

declare module 'virtual:words/told' {
    const loaders: Record<string, () => Promise<{ default: import('@lingui/core').Messages }>>;
    export default loaders;
}

declare module 'virtual:words/money' {
    const loaders: Record<string, () => Promise<{ default: import('@lingui/core').Messages }>>;
    export default loaders;
}

declare module 'virtual:words/counter' {
    const loaders: Record<string, () => Promise<{ default: import('@lingui/core').Messages }>>;
    export default loaders;
}

declare module 'virtual:words/*' {
    const messages: import('@lingui/core').Messages;
    export default messages;
}
