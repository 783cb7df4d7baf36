import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/session'
import { refuseLargeForm } from '@/lib/http/refuse-large-form'

const handler = NextAuth(authOptions)

export { handler as GET }

export const POST = (request: Request, context: unknown): Promise<Response> | Response =>
  refuseLargeForm(request) ?? handler(request, context)
