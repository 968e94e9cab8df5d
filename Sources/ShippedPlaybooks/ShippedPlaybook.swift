/// The playbooks that come with Baton, as their files say them.
package enum ShippedPlaybook: String, CaseIterable, Sendable {
    case standard = "default"
    case productLed = "product-led"
    case enterpriseOutbound = "enterprise-outbound"

    /// The YAML text.
    package var text: String {
        switch self {
        case .standard: String(decoding: PackageResources.default_yaml, as: UTF8.self)
        case .productLed: String(decoding: PackageResources.product_led_yaml, as: UTF8.self)
        case .enterpriseOutbound:
            String(decoding: PackageResources.enterprise_outbound_yaml, as: UTF8.self)
        }
    }
}
