import { respond } from '../_answer/respond.ts'

type Context = { params: Promise<{ slug: string }> }

/** The newest publication that the person may read. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params
  return respond(request, { slug, number: null }, 'html')
}
