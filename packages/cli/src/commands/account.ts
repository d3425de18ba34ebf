import { formatCredits } from '@scrapekit/core';
import type { Command } from '../command.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print } from '../terminal.ts';

export const accountCommand: Command = {
  usage: '',
  description:
    'Checks the API key and prints the account and its balance, as far as the provider shows them.',
  flags: { json: { type: 'boolean', help: 'Print JSON.' } },
  async run({ definition, connect, terminal, values, signal }) {
    if (definition.account === undefined)
      throw new UsageError(
        `${definition.name} has no free call that checks a key or shows the account. A wrong key is refused when a job is created.`,
      );
    const { id, email, balance: thousandths } = await connect().account({ signal });
    const balance = thousandths === undefined ? undefined : formatCredits(thousandths);
    if (values.json === true) {
      print(terminal, JSON.stringify({ id, email, balance }));
      return exitCodes.done;
    }
    print(terminal, 'The API key is valid.');
    if (id !== undefined) print(terminal, `id: ${id}`);
    if (email !== undefined) print(terminal, `email: ${email}`);
    if (balance !== undefined) print(terminal, `balance: ${balance} credits`);
    return exitCodes.done;
  },
};
