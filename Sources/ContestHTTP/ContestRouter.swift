import Accounts
import Contests
import Foundation
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside itself: who is at the other end of its connection.
package struct ContestRequestContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  private let peer: SocketAddress?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress
  }

  /// The address of the client; absent when it is not known. Where a reverse proxy on this machine
  /// stands between, it is the one that the proxy was asked from.
  func clientAddress(_ headers: HTTPFields) -> String? {
    guard let address = peer?.ipAddress else { return nil }
    guard ["127.0.0.1", "::1"].contains(address), let name = Self.forwarded,
      let last = headers[name]?.split(separator: ",").last
    else { return address }
    return last.trimmingCharacters(in: .whitespaces)
  }

  private static let forwarded = HTTPField.Name("X-Forwarded-For")
}

/// Lays the routes into Hummingbird: reads the body, asks who calls, checks the role, turns every
/// error into a refusal.
package struct ContestRouter: Sendable {
  private let backend: Backend

  package init(_ backend: Backend) { self.backend = backend }

  /// A router with every route.
  package func router() -> Router<ContestRequestContext> {
    let router = Router(context: ContestRequestContext.self)
    for route in Routes.all(backend) {
      router.on(RouterPath(route.path), method: route.method) { request, context in
        await serve(route, request, context)
      }
    }
    router.add(middleware: UnknownPath(refusals: Refusals(backend.metrics)))
    return router
  }

  private func serve(
    _ route: Route, _ request: Request, _ context: ContestRequestContext
  ) async -> Response {
    let began = ContinuousClock().now
    let language = Language(preference: request.headers[.acceptLanguage])
    var response: Response
    do {
      let reply = try await route.handle(
        try await call(route, request, context, language: language))
      var headers = reply.headers
      headers[.contentType] = reply.type
      response = Response(
        status: reply.status, headers: headers, body: ResponseBody(byteBuffer: reply.body))
      if let events = reply.events {
        // Nothing on the way may keep events or hold them back.
        response.headers[.cacheControl] = "no-store"
        response.body = ResponseBody { writer in
          try await events.run(&writer)
          try await writer.finish(nil)
        }
      }
    } catch {
      response = Refusals(backend.metrics).response(
        to: error, in: language, logger: context.logger)
    }
    backend.metrics.count(
      route: route.path, method: route.method.rawValue, status: response.status.code,
      took: ContinuousClock().now - began)
    return response
  }

  private func call(
    _ route: Route, _ request: Request, _ context: ContestRequestContext, language: Language
  ) async throws -> Call {
    let principal = try await principal(of: request)
    guard route.access.admits(principal?.role) else {
      throw principal == nil ? NotSignedIn() : NotAllowed()
    }
    if let principal {
      guard backend.throttle.admits(principal.name, at: backend.now()) else {
        throw TooManyRequests()
      }
    } else if route.method == .get, let address = context.clientAddress(request.headers) {
      // Signing in has a throttle of its own.
      guard backend.strangers.admits(address, at: backend.now()) else { throw TooManyRequests() }
    }
    // The role is known before the body is read: a stranger cannot make the server hold 64 MB.
    let body = try await request.body.collect(upTo: route.bodyLimit)
    var segments: [String: String] = [:]
    for (name, value) in context.parameters {
      segments[String(name)] = try Self.decoded(value)
    }
    var query: [String: String] = [:]
    for term in (request.uri.query ?? "").split(separator: "&") {
      let parts = term.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try Self.decoded(parts[0])
      if query[name] == nil { query[name] = parts.count == 2 ? try Self.decoded(parts[1]) : "" }
    }
    return Call(
      principal: principal, language: language, segments: segments, query: query,
      body: Array(buffer: body), token: Self.token(of: request.headers[.authorization]),
      lastEvent: Self.lastEventID.flatMap { request.headers[$0] })
  }

  private static func decoded(_ text: Substring) throws -> String {
    guard let decoded = text.removingPercentEncoding else {
      throw BadRequest(
        code: "path-unreadable", zhHans: "地址编码有误", en: "the address is not percent-encoded")
    }
    return decoded
  }

  /// The token of an `Authorization` header; absent when there is none.
  static func token(of header: String?) -> String? {
    guard let header, header.hasPrefix("Bearer ") else { return nil }
    return String(header.dropFirst("Bearer ".count))
  }

  private static let lastEventID = HTTPField.Name("Last-Event-ID")

  /// The header of answers in JSON.
  static let json: HTTPFields = [.contentType: "application/json; charset=utf-8"]

  /// Whoever calls with the token of a sign-in that lasts. With any other they are nobody, and what is open
  /// to everyone is open to them, such as signing in anew.
  private func principal(of request: Request) async throws -> Principal? {
    guard let token = Self.token(of: request.headers[.authorization]) else { return nil }
    let now = backend.now()
    if let known = backend.desk.cachedPrincipal(of: token, at: now) { return known }
    return try await backend.desk.principal(of: token, at: now)
  }
}

/// Answers paths that no route has in the form of every other refusal.
private struct UnknownPath<Context: RequestContext>: RouterMiddleware {
  let refusals: Refusals

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      return refusals.response(
        to: error, in: Language(preference: request.headers[.acceptLanguage]),
        logger: context.logger)
    }
  }
}
