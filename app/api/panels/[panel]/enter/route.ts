import { clientNetwork } from '@/lib/auth/client-network'
import { panelSessionCookie } from '@/lib/auth/session-cookie'
import * as endpoints from '@/lib/contracts/endpoints/recruitment'
import { entryInput } from '@/lib/contracts/recruitment'
import { AppError } from '@/lib/errors'
import { refuseLargeForm } from '@/lib/http/refuse-large-form'
import { serve } from '@/lib/http/serve'
import { enterPanel } from '@/lib/services/recruitment/enter-panel'

/** Reads the ids, sent as JSON by the page's script or as a form without scripts. */
async function idsOf(request: Request): Promise<Record<string, string>> {
  const isJson = request.headers.get('content-type')?.startsWith('application/json')
  const raw = await (isJson ? request.json() : request.formData().then((form) => Object.fromEntries(form))).catch(
    () => null,
  )
  const parsed = entryInput.safeParse(raw)
  if (!parsed.success) throw new AppError('invalid-input', 'The form is not as expected.', { body: 'not as expected' })
  return parsed.data
}

export const POST = serve(endpoints.enterPanel, async ({ params, request }) => {
  const tooLarge = refuseLargeForm(request)
  if (tooLarge) return tooLarge
  const network = clientNetwork(request.headers)
  const admission = await enterPanel({ panelId: params.panel, query: await idsOf(request), network })
  const goal = admission.isOpen
    ? `/rate/${admission.slug}`
    : `/p/${encodeURIComponent(params.panel)}?problem=${admission.problem}`
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  if (admission.isOpen) headers.set('Set-Cookie', await panelSessionCookie(admission.panelist))
  if (request.headers.get('accept')?.includes('application/json')) return Response.json({ address: goal }, { headers })
  headers.set('Location', goal)
  return new Response(null, { status: 303, headers })
})
