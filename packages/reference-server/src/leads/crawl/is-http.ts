export const isHttp = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';
