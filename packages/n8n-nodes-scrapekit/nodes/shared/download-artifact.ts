import { ConfigurationError, type JobReference, type Row, rowColumns } from '@scrapekit/core';
import type { INodeExecutionData } from 'n8n-workflow';
import { jobOperationOf, requireText } from './parameters';
import type { ExecuteSession } from './session';

/** Downloads the file of a job that the parameter `artifactId` names, under the name and with the type of its row. */
export async function downloadArtifact(
	session: ExecuteSession,
	job: JobReference,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const { context, client, node, signal, toReadable } = session;
	const operation = jobOperationOf(session, job.operation);
	const { rows } = operation;
	const artifact = rows.from === 'route' ? rows.artifact : undefined;
	if (artifact === undefined)
		throw new ConfigurationError(`The jobs of ${node.provider.name} have no files.`);
	const { idColumn, nameColumn = '', typeColumn = '' } = artifact;
	const { label = 'ID' } = rowColumns(operation).find(({ key }) => key === idColumn) ?? {};
	const id = requireText({ context, itemIndex }, 'artifactId', label);
	const row = await findRow(client.results(job, { signal }), idColumn, id);
	const file = await toReadable(client.artifact(job, id, { signal }));
	const name = textOf(row[nameColumn]) ?? id;
	const data = await context.helpers.prepareBinaryData(file, name, textOf(row[typeColumn]));
	return {
		json: { ...row, job_id: job.id, artifact_id: id },
		binary: { data },
		pairedItem: { item: itemIndex },
	};
}

/** Returns the row of a file, or an empty one when the results have none. */
async function findRow(rows: AsyncIterable<Row>, idColumn: string, id: string): Promise<Row> {
	for await (const row of rows) if (row[idColumn] === id) return row;
	return {};
}

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;
