import Foundation
import Hummingbird
import Logging
import TestWeb
import Testing
import Transfers

@Suite struct `Transfers` {
    private let loop = TransferLoop()
    private let here = IPAddress("127.0.0.1")!

    @Test func `only the address that was checked is connected to, under the host's name`()
        async throws
    {
        try await Self.server { port in
            let request = WebRequest("GET", "http://nowhere.example:\(port)/host")
            let limits = TransferLimits(time: 5_000, bytes: 1_000)
            let reply = try await loop.carryOut(request, at: here, limits: limits)
            #expect(String(decoding: reply.body, as: UTF8.self) == "nowhere.example:\(port)")
            let other = try #require(IPAddress("127.0.0.2"))
            let failure = await #expect(throws: TransferFailure.self) {
                try await loop.carryOut(
                    WebRequest("GET", "http://127.0.0.1:\(port)/host"), at: other, limits: limits)
            }
            #expect(failure?.cause == .noConnection(errno: ECONNREFUSED))
        }
    }

    @Test func `a slow body is not waited for, unless all of it is wanted`() async throws {
        try await Self.server { port in
            let request = WebRequest("GET", "http://localhost:\(port)/slow")
            let begin = ContinuousClock.now
            let reply = try await loop.carryOut(
                request, limits: TransferLimits(time: 20_000, body: 300, bytes: 1_000))
            #expect(reply.code == 200)
            #expect(String(decoding: reply.body, as: UTF8.self) == "first")
            #expect(ContinuousClock.now - begin < .seconds(8))
            let failure = await #expect(throws: TransferFailure.self) {
                try await loop.carryOut(request, limits: TransferLimits(time: 500, bytes: 1_000))
            }
            #expect(failure?.cause == .late)
        }
    }

    @Test func `many at once are each answered with their own`() async throws {
        try await Self.server { port in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let body = Array("number \(number)".utf8)
                        let reply = try await loop.carryOut(
                            WebRequest("POST", "http://localhost:\(port)/echo", body: body),
                            limits: TransferLimits(time: 30_000, bytes: 1_000))
                        return reply.body == body
                    }
                }
                for try await isOwn in group { #expect(isOwn) }
            }
        }
    }

    @Test func `a task that is cancelled waits no more`() async throws {
        try await Self.server { port in
            let begin = ContinuousClock.now
            let task = Task {
                try await loop.carryOut(
                    WebRequest("GET", "http://localhost:\(port)/slow"),
                    limits: TransferLimits(time: 30_000, bytes: 1_000))
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let failure = await #expect(throws: TransferFailure.self) { try await task.value }
            #expect(failure?.cause == .cancelled)
            #expect(ContinuousClock.now - begin < .seconds(8))
        }
    }

    @Test func `a certificate that nobody vouches for is refused`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try TLSServer(in: folder)
        defer { server.stop() }
        let failure = try await Self.failure {
            try await loop.carryOut(
                WebRequest("GET", "https://localhost:\(server.port)/"), at: here,
                limits: TransferLimits(time: 5_000, bytes: 1_000))
        }
        #expect(failure?.cause == .noSecureConnection)
        #expect(failure?.detail.contains("certificate") == true)
    }

    /// How a transfer fails, once the server listens.
    private static func failure(_ transfer: () async throws -> Reply) async throws
        -> TransferFailure?
    {
        for _ in 0..<200 {
            do {
                _ = try await transfer()
                return nil
            } catch let failure as TransferFailure {
                guard case .noConnection = failure.cause else { return failure }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        return nil
    }

    /// A server that echoes, names the host it was asked for, and takes its time.
    private static func server(_ test: @escaping @Sendable (Int) async throws -> Void) async throws
    {
        let router = Router()
        router.get("host") { request, _ in request.head.authority ?? "" }
        router.post("echo") { request, _ in
            Response(
                status: .ok, body: .init(byteBuffer: try await request.body.collect(upTo: 999)))
        }
        router.get("slow") { _, _ in
            Response(
                status: .ok,
                body: .init { writer in
                    try await writer.write(ByteBuffer(string: "first"))
                    try await Task.sleep(for: .seconds(10))
                    try await writer.finish(nil)
                })
        }
        var logger = Logger(label: "transfers")
        logger.logLevel = .critical
        let application = { (isListening: @escaping @Sendable (Int) async -> Void) in
            Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { await isListening($0.localAddress?.port ?? 0) }, logger: logger)
        }
        try await WebClient.run(application) { try await test($0.port) }
    }
}

/// OpenSSL's own server, with a certificate that it signed itself.
private final class TLSServer {
    let port: Int
    private let process = Process()

    init(in folder: URL) throws {
        let (key, certificate) = (folder.path + "/key.pem", folder.path + "/certificate.pem")
        let make = try Self.openssl(
            Process(),
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
                + ["-keyout", key, "-out", certificate])
        make.waitUntilExit()
        port = Self.freePort()
        _ = try Self.openssl(
            process,
            ["s_server", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate]
                + ["-www", "-quiet"])
    }

    private static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            precondition(bind(descriptor, pointer, length) == 0)
            precondition(getsockname(descriptor, pointer, &length) == 0)
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    func stop() { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    private static func openssl(_ process: Process, _ arguments: [String]) throws -> Process {
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }
}
