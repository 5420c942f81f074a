import Foundation
import Glibc
import Synchronization

/// The network between a client and a server, out of which a test pulls the plug.
final class Wire: Sendable {
  enum Plug { case pluggedIn, pulled, losesReplies }

  /// Such as `http://127.0.0.1:41234`, where clients find the server.
  let address: String
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var plug = Plug.pluggedIn
    var server: sockaddr_in?
    var lost = 0
    /// Both ends of every connection.
    var ends: Set<Int32> = []
  }

  private struct Unusable: Error {}

  /// Leads nowhere at first.
  init() throws {
    let listener = Self.socket()
    self.listener = listener
    var (here, size) = (Self.local(port: 0), socklen_t(MemoryLayout<sockaddr_in>.size))
    let isListening = withUnsafeMutablePointer(to: &here) { here in
      here.withMemoryRebound(to: sockaddr.self, capacity: 1) { here in
        bind(listener, here, size) == 0 && listen(listener, 64) == 0
          && getsockname(listener, here, &size) == 0
      }
    }
    guard isListening else { throw Unusable() }
    address = "http://127.0.0.1:\(UInt16(bigEndian: here.sin_port))"
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread { [self] in carry(client) }
      }
    }
  }

  /// Leads what is connected from now on to another server.
  ///
  /// - Parameter server: the address of a server on this machine; absent for none.
  func lead(to server: String?) throws {
    let port = server.flatMap { URL(string: $0)?.port }
    if server != nil, port == nil { throw Unusable() }
    state.withLock { $0.server = port.map { Self.local(port: UInt16($0)) } }
  }

  /// How many connections found no server.
  var lost: Int { state.withLock { $0.lost } }

  /// Breaks what is connected, unless everything goes on.
  func set(_ plug: Plug) {
    state.withLock { state in
      state.plug = plug
      if plug == .pulled { for end in state.ends { shutdown(end, Int32(SHUT_RDWR)) } }
    }
  }

  /// Takes no connection any more.
  func remove() {
    set(.pulled)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// One that the programs that tests start do not hold open.
  private static func socket() -> Int32 {
    Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  }

  private static func local(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    return address
  }

  /// Carries bytes both ways until one of the ends is closed.
  private func carry(_ client: Int32) {
    let server = Self.socket()
    let goal = state.withLock { state in
      if state.plug != .pulled { state.ends.formUnion([client, server]) }
      return state.plug == .pulled ? nil : state.server
    }
    defer {
      state.withLock { $0.ends.subtract([client, server]) }
      close(client)
      close(server)
    }
    guard let goal, connect(server, to: goal) else {
      state.withLock { $0.lost += 1 }
      return
    }
    var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while poll(&ends, 2, -1) > 0 {
      for (place, end) in ends.enumerated() where end.revents != 0 {
        let count = read(end.fd, &buffer, buffer.count)
        let isLost = place == 1 && state.withLock { $0.plug } == .losesReplies
        guard count > 0, !isLost, write(buffer[..<count], to: ends[1 - place].fd) else { return }
      }
    }
  }

  private func connect(_ end: Int32, to goal: sockaddr_in) -> Bool {
    withUnsafePointer(to: goal) { goal in
      goal.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(end, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private func write(_ bytes: ArraySlice<UInt8>, to end: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
