/** The states of deliveries in words, in the order in which the filter offers them. */
export const stateNames: Readonly<Record<string, string>> = {
  delivered: 'delivered',
  failed: 'failed',
  waiting: 'will be sent again',
  pending: 'about to be sent',
  sending: 'being sent',
  interrupted: 'interrupted',
  dropped: 'dropped on purpose',
};

export const stateName = (state: string): string => stateNames[state] ?? state;
