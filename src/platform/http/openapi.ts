import swagger, { type SwaggerTransform } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { errorCatalogue } from '../errors.ts'
import { REFERENCE } from './access.ts'
import { httpError } from './errors.ts'
import type { Http } from './http.ts'
import { problem, titleOf } from './problems.ts'

const DESCRIPTION = `The API of this grid; its console and command line use nothing else.

Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems with a \`code\`; the codes are listed at \`/api/errors\`.
A change names the version it was made to (\`ETag\` → \`If-Match\`). A \`POST\`, \`PUT\` or \`PATCH\` sent with an \`Idempotency-Key\`
is done once, however often it is repeated. Lists come in pages: follow \`next\` until it is null.`

/** The description at /api/openapi.json (OpenAPI 3.1), made of the routes, and the reference at /api/docs that shows it. */
export async function addOpenApi(http: Http, publicUrl: string): Promise<void> {
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Entrepot', version: '1', description: DESCRIPTION },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `ent_…`' },
          session: { type: 'apiKey', in: 'cookie', name: 'entrepot.session_token', description: 'Somebody signed in' },
        },
      },
    },
    transform: describeRoute,
    transformObject: jsonSchemaTransformObject,
  })
  await http.register(swaggerUi, { routePrefix: REFERENCE, staticCSP: true, uiConfig: { docExpansion: 'list' } })
  const hidden = { config: { public: true as const }, schema: { hide: true } }
  http.get('/api/openapi.json', hidden, () => http.swagger())
  http.get('/api/errors', hidden, () => ({
    items: [...errorCatalogue()].map(([code, kind]) => ({ code, title: titleOf(code), ...kind })),
  }))
  http.get(
    '/api/errors/:code',
    { ...hidden, schema: { hide: true, params: z.object({ code: z.string() }) } },
    (request) => {
      const { code } = request.params
      const kind = errorCatalogue().get(code)
      if (kind === undefined) throw httpError('not-found', { kind: 'error code', id: code })
      return { code, title: titleOf(code), ...kind }
    },
  )
}

const PROBLEM_ANSWER = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: z.toJSONSchema(problem, { target: 'draft-2020-12' }) } },
}

/** Adds what follows from a route's config: who may call it, and that it may answer with a problem. */
const describeRoute: SwaggerTransform = (given) => {
  const { schema, url } = jsonSchemaTransform(given as Parameters<typeof jsonSchemaTransform>[0])
  const { scope, known } = given.route.config ?? {}
  if (schema === undefined || schema === null || 'hide' in schema) return { schema, url }
  const described = schema as Record<string, unknown>
  described['response'] = { ...(described['response'] as object | undefined), default: PROBLEM_ANSWER }
  if (scope !== undefined || known) described['security'] = [{ apiKey: [scope ?? []].flat() }, { session: [] }]
  if (scope !== undefined) {
    described['description'] = [described['description'], `Needs the scope \`${scope}\`.`].filter(Boolean).join('\n\n')
  }
  return { schema: described, url }
}
