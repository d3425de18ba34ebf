export const backwards = (text: string): string => Array.from(text).reverse().join('');
