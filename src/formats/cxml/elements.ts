import type { Child } from '../xml/element-checking.ts'

/**
 * What an element of cXML 1.2 may hold, and the attributes (`@`) that it must have. A name alone may be there once, `!` must be,
 * `*` may be repeated, `+` must be there and may be repeated. An element without a row here may hold what it likes.
 */
const ROWS = {
  cXML: '@payloadID @timestamp Header! Request!',
  Header: 'From! To! Sender! Path OriginalDocument',
  From: 'Credential+ Correspondent*',
  To: 'Credential+ Correspondent*',
  Credential: '@domain Identity! SharedSecret DigitalSignature CredentialMac',
  Request: `OrderRequest ConfirmationRequest ShipNoticeRequest InvoiceDetailRequest StatusUpdateRequest Attachment*`,

  OrderRequest: 'OrderRequestHeader! ItemOut*',
  OrderRequestHeader: `@orderID @orderDate Total! ShipTo BillTo BusinessPartner* LegalEntity OrganizationalUnit Shipping Tax Payment
    PaymentTerm* Contact* Comments* Followup ControlKeys DocumentReference SupplierOrderInfo TermsOfDelivery DeliveryPeriod IdReference*
    OrderRequestHeaderIndustry OrderConfirmationStatusInfo ExternalDocumentType* InvoiceTo Extrinsic*`,
  ItemOut: `@quantity ItemID! Path ItemDetail BlanketItemDetail SupplierID SupplierList ShipTo Shipping Tax SpendDetail Distribution*
    Contact* TermsOfDelivery Comments* Tolerances ControlKeys ScheduleLine* MasterAgreementReference MasterAgreementIDInfo ItemOutIndustry
    Packaging* ReleaseInfo Batch* DateInfo* Priority QualityInfo SerialNumberInfo AssetInfo* ProductMovementItemIDInfo ExternalDocumentType*
    Extrinsic*`,
  ItemID: 'SupplierPartID! SupplierPartAuxiliaryID BuyerPartID IdReference*',
  ItemDetail: `UnitPrice! Description+ OverallLimit ExpectedLimit UnitOfMeasure! PriceBasisQuantity Classification* ManufacturerPartID
    ManufacturerName URL LeadTime ItemDetailIndustry AttachmentReference* PlannedAcceptanceDays Dimension* Extrinsic*`,

  ConfirmationRequest: 'ConfirmationHeader! OrderReference OrderIDInfo ConfirmationItem*',
  ConfirmationHeader: `@type @noticeDate DocumentReference Total Shipping Tax Contact* Hazard* Comments* IdReference* Extrinsic*`,
  ConfirmationItem:
    '@quantity @lineNumber UnitOfMeasure! ConfirmationStatus+ Contact* Hazard* ReferenceDocumentInfo* Extrinsic*',
  ConfirmationStatus: `@quantity @type UnitOfMeasure! ItemIn UnitPrice Tax Shipping SupplierBatchID ScheduleLineReference
    ComponentConsumptionDetails* Comments* Extrinsic*`,

  ShipNoticeRequest: 'ShipNoticeHeader! ShipControl* ShipNoticePortion*',
  ShipNoticeHeader: `@shipmentID @noticeDate ServiceLevel* DocumentReference Contact* LegalEntity OrganizationalUnit Hazard* Comments*
    TermsOfDelivery TermsOfTransport* Packaging* Extrinsic* IdReference* ReferenceDocumentInfo* ShipNoticeHeaderIndustry CommentsInfo*`,
  ShipNoticePortion:
    'OrderReference OrderIDInfo MasterAgreementReference MasterAgreementIDInfo Contact* Comments* Extrinsic* ShipNoticeItem*',
  ShipNoticeItem: `@quantity ItemID ShipNoticeItemDetail UnitOfMeasure! Packaging* Hazard* Batch* SupplierBatchID AssetInfo*
    TermsOfDelivery TermsOfTransport* OrderedQuantity ShipNoticeItemIndustry ComponentConsumptionDetails* ReferenceDocumentInfo* Comments*
    Extrinsic*`,

  InvoiceDetailRequest:
    'InvoiceDetailRequestHeader! InvoiceDetailOrder* InvoiceDetailHeaderOrder* InvoiceDetailSummary!',
  InvoiceDetailRequestHeader: `@invoiceID @invoiceDate InvoiceDetailHeaderIndicator! InvoiceDetailLineIndicator! InvoicePartner* PaymentProxyID
    DocumentReference InvoiceIDInfo PaymentInformation InvoiceDetailShipping ShipNoticeIDInfo PaymentTerm* InvoiceDetailPaymentTerm* Period
    Comments* IdReference* Extrinsic*`,
  InvoiceDetailOrder: `InvoiceDetailOrderInfo! InvoiceDetailReceiptInfo InvoiceDetailShipNoticeInfo InvoiceDetailItem* InvoiceDetailServiceItem*`,
  InvoiceDetailItem: `@invoiceLineNumber @quantity UnitOfMeasure! UnitPrice! PriceBasisQuantity InvoiceDetailItemReference! ReceiptLineItemReference
    ShipNoticeLineItemReference ServiceEntryItemReference ServiceEntryItemIDInfo ProductMovementItemIDInfo SubtotalAmount Tax
    InvoiceDetailLineSpecialHandling InvoiceDetailLineShipping ShipNoticeIDInfo GrossAmount InvoiceDetailDiscount
    InvoiceItemModifications TotalCharges TotalAllowances TotalAmountWithoutTax NetAmount Distribution* Packaging* InvoiceDetailItemIndustry
    Comments* CustomsInfo Extrinsic*`,
  InvoiceDetailSummary: `SubtotalAmount! Tax! SpecialHandlingAmount ShippingAmount GrossAmount InvoiceDetailDiscount
    InvoiceHeaderModifications InvoiceDetailSummaryLineItemModifications TotalCharges TotalAllowances TotalAmountWithoutTax NetAmount!
    DepositAmount DueAmount InvoiceDetailSummaryIndustry`,

  StatusUpdateRequest:
    'DocumentReference Status! PaymentStatus SourcingStatus InvoiceStatus DocumentStatus IntegrationStatus Extrinsic*',
  Status: '@code',

  Total: 'Money! Modifications',
  UnitPrice: 'Money! Modifications PricingConditions',
  OrderReference: 'DocumentReference!',
}

interface Row {
  children: ReadonlyMap<string, Child>
  attributes: readonly string[]
}

const known = new Map<string, Row>()

/** What an element may and must hold; undefined where nothing is known of it. */
export function rowOf(element: string): Row | undefined {
  const found = known.get(element)
  if (found || !Object.hasOwn(ROWS, element)) return found
  const attributes: string[] = []
  const children = new Map<string, Child>()
  for (const [at, word] of ROWS[element as keyof typeof ROWS].split(/\s+/).entries()) {
    const [, sign, name = '', mark] = /^(@)?(\w+)([!*+])?$/.exec(word)!
    if (sign) attributes.push(name)
    else children.set(name, { name, at, needed: mark === '!' || mark === '+', repeats: mark === '*' || mark === '+' })
  }
  const row = { children, attributes }
  known.set(element, row)
  return row
}
