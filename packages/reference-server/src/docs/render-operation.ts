import { html } from 'ghtml';
import { curlOf } from './curl.ts';
import { inlineCode } from './inline-code.ts';
import type { Answer, DocumentedOperation, OpenApiDocument } from './openapi-document.ts';
import { renderFields, renderRows } from './render-schema.ts';

/** An operation with its address. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: DocumentedOperation;
}

export function renderOperation(document: OpenApiDocument, placed: PlacedOperation): string {
  const { method, path, operation } = placed;
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body = Object.values(requestBody?.content ?? {})[0];
  return html`<article id="${operationId}">
    <h3><a href="#${operationId}">${summary}</a></h3>
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
    !${Object.entries(responses).map(([status, answer]) => renderAnswer(status, answer))}
  </article>`;
}

function renderAnswer(status: string, { description, content = {} }: Answer): string {
  const fields = Object.entries(content).map(([type, { schema }]) => renderFields(type, schema));
  const meaning = description === 'Success.' ? 'Success' : description;
  if (fields.length === 0) return html`<p class="answer"><b>${status}</b> ${meaning}</p>`;
  return html`<details class="answer">
    <summary><b>${status}</b> !${inlineCode(meaning)}</summary>
    !${fields}
  </details>`;
}
