import { notFound } from '@/lib/errors'
import { errorResponse } from '@/lib/http/error-response'

/** Without this, programs would get a page. */
const refuse = ({ method, url }: Request) => errorResponse(notFound('address'), { method, path: new URL(url).pathname })

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
