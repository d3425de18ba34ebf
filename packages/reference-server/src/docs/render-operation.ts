import { html } from 'ghtml';
import { curlOf } from './curl.ts';
import { inlineCode } from './inline-code.ts';
import type { Answer, DocumentedOperation, JsonSchema, OpenApiDocument } from './openapi-document.ts';
import { renderFields, renderRows } from './render-schema.ts';

/** An operation with its address. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: DocumentedOperation;
}

/** The summary of an operation without its full stop. */
export const titleOf = ({ summary }: DocumentedOperation): string => summary.replace(/\.$/, '');

/** Renders an operation. The answers whose body has the shape `errorBody` are shown without it. */
export function renderOperation(
  document: OpenApiDocument,
  placed: PlacedOperation,
  errorBody: string,
): string {
  const { method, path, operation } = placed;
  const { operationId, description, parameters, requestBody, responses } = operation;
  const body = Object.values(requestBody?.content ?? {})[0];
  return html`<article id="${operationId}">
    <h3><a href="#${operationId}">${titleOf(operation)}</a></h3>
    <p class="address"><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code></p>
    <p>!${inlineCode(description)}</p>
    !${
      parameters.length === 0
        ? ''
        : renderRows(
            'Parameters',
            parameters.map(({ in: place, required, ...one }) => ({
              ...one,
              isRequired: required,
              place: `in the ${place}`,
            })),
          )
    }
    !${body === undefined ? '' : renderFields('Body', body.schema)}
    <h4>Example</h4>
    <pre tabindex="0"><code>${curlOf(document, placed)}</code></pre>
    <h4>Answers</h4>
    !${Object.entries(responses).map(([status, answer]) => renderAnswer(status, answer, errorBody))}
  </article>`;
}

/** Whether an answer has another body than all refusals, which the page describes once. */
const hasOwnBody = (status: string, { content = {} }: Answer, errorBody: string): boolean =>
  Number(status) < 300 || Object.values(content).some(({ schema }) => shapeOf(schema) !== errorBody);

/** The names of the fields of a body, with those of inner objects. */
export const shapeOf = ({ properties = {} }: JsonSchema): string =>
  Object.entries(properties)
    .map(([name, field]) => `${name}{${shapeOf(field)}}`)
    .join();

function renderAnswer(status: string, answer: Answer, errorBody: string): string {
  const { description, content = {} } = answer;
  const fields = hasOwnBody(status, answer, errorBody)
    ? Object.entries(content).map(([type, { schema }]) => renderFields(type, schema))
    : [];
  const meaning = description === 'Success.' ? 'Success' : description;
  if (fields.length === 0) return html`<p class="answer"><b>${status}</b> !${inlineCode(meaning)}</p>`;
  return html`<details class="answer">
    <summary><b>${status}</b> !${inlineCode(meaning)}</summary>
    !${fields}
  </details>`;
}
