import { renderTabs } from '../../html/elements.ts';

export const ACCOUNT = '/dashboard/account';
export const USERS = `${ACCOUNT}/users`;
export const SESSIONS = `${ACCOUNT}/sessions`;
export const API_KEYS = `${ACCOUNT}/api-keys`;

const tabs = [
  { title: 'You', address: ACCOUNT },
  { title: 'Users', address: USERS },
  { title: 'Sessions', address: SESSIONS },
  { title: 'API keys', address: API_KEYS },
];

/** Renders the links between the parts of the page about the account. */
export const renderAccountTabs = (current: string): string => renderTabs('Account', tabs, current);
