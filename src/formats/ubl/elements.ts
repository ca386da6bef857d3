// long: the elements of UBL 2.1 that documents are checked against, as data
import type { Child } from '../xml/element-checking.ts'

/**
 * What an element may hold, in its order. A name alone may be there once, `!` must be, `*` may be repeated, `+` must be there
 * and may be repeated. Names that begin with a small `c:` are aggregates; all others are basic elements. An aggregate without
 * a row here may hold what it likes.
 */
const HEAD = 'x:UBLExtensions UBLVersionID CustomizationID ProfileID ProfileExecutionID'

const ROWS = {
  Order: `${HEAD} ID! SalesOrderID CopyIndicator UUID IssueDate! IssueTime OrderTypeCode Note* RequestedInvoiceCurrencyCode
    DocumentCurrencyCode PricingCurrencyCode TaxCurrencyCode CustomerReference AccountingCostCode AccountingCost LineCountNumeric
    c:ValidityPeriod* c:QuotationDocumentReference c:OrderDocumentReference* c:OriginatorDocumentReference c:CatalogueReference
    c:AdditionalDocumentReference* c:Contract* c:ProjectReference* c:Signature* c:BuyerCustomerParty! c:SellerSupplierParty!
    c:OriginatorCustomerParty c:FreightForwarderParty c:AccountingCustomerParty c:Delivery* c:DeliveryTerms* c:PaymentMeans*
    c:PaymentTerms* c:TransactionConditions c:AllowanceCharge* c:TaxExchangeRate c:PricingExchangeRate c:PaymentExchangeRate
    c:DestinationCountry c:TaxTotal* c:AnticipatedMonetaryTotal c:OrderLine+`,
  OrderResponse: `${HEAD} ID! SalesOrderID CopyIndicator UUID IssueDate! IssueTime OrderResponseCode Note* DocumentCurrencyCode
    PricingCurrencyCode TaxCurrencyCode TotalPackagesQuantity GrossWeightMeasure NetWeightMeasure NetNetWeightMeasure
    GrossVolumeMeasure NetVolumeMeasure CustomerReference AccountingCostCode AccountingCost LineCountNumeric c:ValidityPeriod*
    c:OrderReference+ c:OrderDocumentReference* c:OriginatorDocumentReference c:AdditionalDocumentReference* c:Contract*
    c:Signature* c:SellerSupplierParty! c:BuyerCustomerParty! c:OriginatorCustomerParty c:FreightForwarderParty
    c:AccountingSupplierParty c:AccountingCustomerParty c:Delivery* c:DeliveryTerms c:PaymentMeans* c:PaymentTerms*
    c:AllowanceCharge* c:TransactionConditions c:TaxExchangeRate c:PricingExchangeRate c:PaymentExchangeRate
    c:DestinationCountry c:TaxTotal* c:LegalMonetaryTotal c:OrderLine*`,
  OrderChange: `${HEAD} ID SalesOrderID CopyIndicator UUID IssueDate! IssueTime SequenceNumberID! Note*
    RequestedInvoiceCurrencyCode DocumentCurrencyCode PricingCurrencyCode TaxCurrencyCode CustomerReference AccountingCostCode
    AccountingCost LineCountNumeric c:ValidityPeriod* c:OrderReference! c:QuotationDocumentReference
    c:OriginatorDocumentReference c:AdditionalDocumentReference* c:Contract* c:Signature* c:BuyerCustomerParty!
    c:SellerSupplierParty! c:OriginatorCustomerParty c:FreightForwarderParty c:AccountingCustomerParty
    c:AccountingSupplierParty c:Delivery* c:DeliveryTerms c:PaymentMeans* c:PaymentTerms* c:TransactionConditions
    c:AllowanceCharge* c:TaxExchangeRate c:PricingExchangeRate c:PaymentExchangeRate c:DestinationCountry c:TaxTotal*
    c:AnticipatedMonetaryTotal c:OrderLine+`,
  DespatchAdvice: `${HEAD} ID! CopyIndicator UUID IssueDate! IssueTime DocumentStatusCode DespatchAdviceTypeCode Note*
    LineCountNumeric c:OrderReference* c:AdditionalDocumentReference* c:Signature* c:DespatchSupplierParty!
    c:DeliveryCustomerParty! c:BuyerCustomerParty c:SellerSupplierParty c:OriginatorCustomerParty c:Shipment c:DespatchLine+`,
  ReceiptAdvice: `${HEAD} ID! CopyIndicator UUID IssueDate! IssueTime DocumentStatusCode ReceiptAdviceTypeCode Note*
    LineCountNumeric c:OrderReference* c:DespatchDocumentReference* c:AdditionalDocumentReference* c:Signature*
    c:DeliveryCustomerParty! c:DespatchSupplierParty! c:BuyerCustomerParty c:SellerSupplierParty c:Shipment c:ReceiptLine+`,
  Invoice: `${HEAD} ID! CopyIndicator UUID IssueDate! IssueTime DueDate InvoiceTypeCode Note* TaxPointDate DocumentCurrencyCode
    TaxCurrencyCode PricingCurrencyCode PaymentCurrencyCode PaymentAlternativeCurrencyCode AccountingCostCode AccountingCost
    LineCountNumeric BuyerReference c:InvoicePeriod* c:OrderReference c:BillingReference* c:DespatchDocumentReference*
    c:ReceiptDocumentReference* c:StatementDocumentReference* c:OriginatorDocumentReference* c:ContractDocumentReference*
    c:AdditionalDocumentReference* c:ProjectReference* c:Signature* c:AccountingSupplierParty! c:AccountingCustomerParty!
    c:PayeeParty c:BuyerCustomerParty c:SellerSupplierParty c:TaxRepresentativeParty c:Delivery* c:DeliveryTerms
    c:PaymentMeans* c:PaymentTerms* c:PrepaidPayment* c:AllowanceCharge* c:TaxExchangeRate c:PricingExchangeRate
    c:PaymentExchangeRate c:PaymentAlternativeExchangeRate c:TaxTotal* c:WithholdingTaxTotal* c:LegalMonetaryTotal!
    c:InvoiceLine+`,
  CreditNote: `${HEAD} ID! CopyIndicator UUID IssueDate! IssueTime TaxPointDate CreditNoteTypeCode Note* DocumentCurrencyCode
    TaxCurrencyCode PricingCurrencyCode PaymentCurrencyCode PaymentAlternativeCurrencyCode AccountingCostCode AccountingCost
    LineCountNumeric BuyerReference c:InvoicePeriod* c:DiscrepancyResponse* c:OrderReference c:BillingReference*
    c:DespatchDocumentReference* c:ReceiptDocumentReference* c:ContractDocumentReference* c:AdditionalDocumentReference*
    c:StatementDocumentReference* c:OriginatorDocumentReference* c:Signature* c:AccountingSupplierParty!
    c:AccountingCustomerParty! c:PayeeParty c:BuyerCustomerParty c:SellerSupplierParty c:TaxRepresentativeParty c:Delivery*
    c:DeliveryTerms* c:PaymentMeans* c:PaymentTerms* c:TaxExchangeRate c:PricingExchangeRate c:PaymentExchangeRate
    c:PaymentAlternativeExchangeRate c:AllowanceCharge* c:TaxTotal* c:LegalMonetaryTotal! c:CreditNoteLine+`,
  RemittanceAdvice: `${HEAD} ID! CopyIndicator UUID IssueDate! IssueTime Note* DocumentCurrencyCode TotalDebitAmount
    TotalCreditAmount TotalPaymentAmount PaymentOrderReference PayerReference InvoicingPartyReference LineCountNumeric
    c:InvoicePeriod* c:BillingReference c:AdditionalDocumentReference* c:Signature* c:AccountingCustomerParty!
    c:AccountingSupplierParty! c:PayeeParty c:PaymentMeans c:TaxTotal* c:RemittanceAdviceLine+`,
  Catalogue: `${HEAD} ID! UUID ActionCode Name IssueDate! IssueTime RevisionDate RevisionTime Note* Description* VersionID
    PreviousVersionID LineCountNumeric c:ValidityPeriod* c:ReferencedContract* c:SourceCatalogueReference c:DocumentReference*
    c:Signature* c:ProviderParty! c:ReceiverParty! c:SellerSupplierParty c:ContractorCustomerParty c:TradingTerms
    c:CatalogueLine+`,
  ApplicationResponse: `${HEAD} ID! UUID IssueDate! IssueTime ResponseDate ResponseTime Note* VersionID c:Signature*
    c:SenderParty! c:ReceiverParty! c:DocumentResponse*`,

  OrderLine: `SubstitutionStatusCode Note* c:LineItem! c:SellerProposedSubstituteLineItem* c:SellerSubstitutedLineItem*
    c:BuyerProposedSubstituteLineItem* c:CatalogueLineReference c:QuotationLineReference c:OrderLineReference*
    c:DocumentReference*`,
  LineItem: `ID! SalesOrderID UUID Note* LineStatusCode Quantity LineExtensionAmount TotalTaxAmount MinimumQuantity
    MaximumQuantity MinimumBackorderQuantity MaximumBackorderQuantity InspectionMethodCode PartialDeliveryIndicator
    BackOrderAllowedIndicator AccountingCostCode AccountingCost WarrantyInformation* c:Delivery* c:DeliveryTerms
    c:OriginatorParty c:OrderedShipment* c:PricingReference c:AllowanceCharge* c:Price c:Item! c:SubLineItem*
    c:WarrantyValidityPeriod c:WarrantyParty c:TaxTotal* c:ItemPriceExtension c:LineReference*`,
  InvoiceLine: `ID! UUID Note* InvoicedQuantity LineExtensionAmount! TaxPointDate AccountingCostCode AccountingCost
    PaymentPurposeCode FreeOfChargeIndicator c:InvoicePeriod* c:OrderLineReference* c:DespatchLineReference*
    c:ReceiptLineReference* c:BillingReference* c:DocumentReference* c:PricingReference c:OriginatorParty c:Delivery*
    c:PaymentTerms* c:AllowanceCharge* c:TaxTotal* c:WithholdingTaxTotal* c:Item! c:Price c:DeliveryTerms c:SubInvoiceLine*
    c:ItemPriceExtension`,
  CreditNoteLine: `ID! UUID Note* CreditedQuantity LineExtensionAmount TaxPointDate AccountingCostCode AccountingCost
    PaymentPurposeCode FreeOfChargeIndicator c:InvoicePeriod* c:OrderLineReference* c:DiscrepancyResponse*
    c:DespatchLineReference* c:ReceiptLineReference* c:BillingReference* c:DocumentReference* c:PricingReference
    c:OriginatorParty c:Delivery* c:PaymentTerms* c:TaxTotal* c:AllowanceCharge* c:Item c:Price c:DeliveryTerms*
    c:SubCreditNoteLine* c:ItemPriceExtension`,
  DespatchLine: `ID! UUID Note* LineStatusCode DeliveredQuantity BackorderQuantity BackorderReason* OutstandingQuantity
    OutstandingReason* OversupplyQuantity c:OrderLineReference+ c:DocumentReference* c:Item! c:Shipment*`,
  ReceiptLine: `ID! UUID Note* ReceivedQuantity ShortQuantity ShortageActionCode RejectedQuantity RejectReasonCode
    RejectReason* RejectActionCode QuantityDiscrepancyCode OversupplyQuantity ReceivedDate TimingComplaintCode TimingComplaint
    c:OrderLineReference c:DespatchLineReference* c:DocumentReference* c:Item* c:Shipment*`,
  RemittanceAdviceLine: `ID! Note* UUID DebitLineAmount CreditLineAmount BalanceAmount PaymentPurposeCode
    InvoicingPartyReference c:AccountingSupplierParty c:AccountingCustomerParty c:BuyerCustomerParty c:SellerSupplierParty
    c:OriginatorCustomerParty c:PayeeParty c:InvoicePeriod* c:BillingReference* c:DocumentReference* c:ExchangeRate`,
  CatalogueLine: `ID! ActionCode LifeCycleStatusCode ContractSubdivision Note* OrderableIndicator OrderableUnit
    ContentUnitQuantity OrderQuantityIncrementNumeric MinimumOrderQuantity MaximumOrderQuantity WarrantyInformation*
    PackLevelCode c:ContractorCustomerParty c:SellerSupplierParty c:WarrantyParty c:WarrantyValidityPeriod
    c:LineValidityPeriod c:ItemComparison* c:ComponentRelatedItem* c:AccessoryRelatedItem* c:RequiredRelatedItem*
    c:ReplacementRelatedItem* c:ComplementaryRelatedItem* c:ReplacedRelatedItem* c:RequiredItemLocationQuantity*
    c:DocumentReference* c:Item! c:KeywordItemProperty* c:CallForTendersLineReference c:CallForTendersDocumentReference`,
  ItemLocationQuantity: `LeadTimeMeasure MinimumQuantity MaximumQuantity HazardousRiskIndicator TradingRestrictions*
    c:ApplicableTerritoryAddress* c:Price c:DeliveryUnit* c:ApplicableTaxCategory* c:Package c:AllowanceCharge*
    c:DependentPriceReference`,
  OrderLineReference: 'LineID! SalesOrderLineID UUID LineStatusCode c:OrderReference',
  LineReference: 'LineID! UUID LineStatusCode c:DocumentReference',
  DocumentResponse: 'c:Response! c:DocumentReference+ c:IssuerParty c:RecipientParty c:LineResponse*',
  LineResponse: 'c:LineReference! c:Response+',
  Response: 'ReferenceID ResponseCode Description* EffectiveDate EffectiveTime c:Status*',

  CustomerParty: `CustomerAssignedAccountID SupplierAssignedAccountID AdditionalAccountID* c:Party c:DeliveryContact
    c:AccountingContact c:BuyerContact`,
  SupplierParty: `CustomerAssignedAccountID AdditionalAccountID* DataSendingCapability c:Party c:DespatchContact
    c:AccountingContact c:SellerContact`,
  Party: `MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID EndpointID IndustryClassificationCode
    c:PartyIdentification* c:PartyName* c:Language c:PostalAddress c:PhysicalLocation c:PartyTaxScheme* c:PartyLegalEntity*
    c:Contact c:Person* c:AgentParty c:ServiceProviderParty* c:PowerOfAttorney* c:FinancialAccount`,
  PartyIdentification: 'ID!',
  PartyName: 'Name!',
  PartyTaxScheme: `RegistrationName CompanyID TaxLevelCode ExemptionReasonCode ExemptionReason* c:RegistrationAddress
    c:TaxScheme!`,
  PartyLegalEntity: `RegistrationName CompanyID RegistrationDate RegistrationExpirationDate CompanyLegalFormCode
    CompanyLegalForm SoleProprietorshipIndicator CompanyLiquidationStatusCode CorporateStockAmount FullyPaidSharesIndicator
    c:RegistrationAddress c:CorporateRegistrationScheme c:HeadOfficeParty c:ShareholderParty*`,
  Contact: 'ID Name Telephone Telefax ElectronicMail Note* c:OtherCommunication*',
  Address: `ID AddressTypeCode AddressFormatCode Postbox Floor Room StreetName AdditionalStreetName BlockName BuildingName
    BuildingNumber InhouseMail Department MarkAttention MarkCare PlotIdentification CitySubdivisionName CityName PostalZone
    CountrySubentity CountrySubentityCode Region District TimezoneOffset c:AddressLine* c:Country c:LocationCoordinate*`,
  AddressLine: 'Line!',
  Country: 'IdentificationCode Name',
  Location: `ID Description* Conditions* CountrySubentity CountrySubentityCode LocationTypeCode InformationURI Name
    c:ValidityPeriod* c:Address c:SubsidiaryLocation* c:LocationCoordinate*`,
  Period: 'StartDate StartTime EndDate EndTime DurationMeasure DescriptionCode* Description*',
  Delivery: `ID Quantity MinimumQuantity MaximumQuantity ActualDeliveryDate ActualDeliveryTime LatestDeliveryDate
    LatestDeliveryTime ReleaseID TrackingID c:DeliveryAddress c:DeliveryLocation c:AlternativeDeliveryLocation
    c:RequestedDeliveryPeriod c:PromisedDeliveryPeriod c:EstimatedDeliveryPeriod c:CarrierParty c:DeliveryParty c:NotifyParty*
    c:Despatch c:DeliveryTerms* c:MinimumDeliveryUnit c:MaximumDeliveryUnit c:Shipment`,
  DeliveryTerms: `ID SpecialTerms* LossRiskResponsibilityCode LossRisk* Amount c:DeliveryLocation c:AllowanceCharge`,
  Shipment: `ID! ShippingPriorityLevelCode HandlingCode HandlingInstructions* Information* GrossWeightMeasure
    NetWeightMeasure NetNetWeightMeasure GrossVolumeMeasure NetVolumeMeasure TotalGoodsItemQuantity
    TotalTransportHandlingUnitQuantity InsuranceValueAmount DeclaredCustomsValueAmount DeclaredForCarriageValueAmount
    DeclaredStatisticsValueAmount FreeOnBoardValueAmount SpecialInstructions* DeliveryInstructions* SplitConsignmentIndicator
    ConsignmentQuantity c:Consignment* c:GoodsItem* c:ShipmentStage* c:Delivery c:TransportHandlingUnit* c:ReturnAddress
    c:OriginAddress c:FirstArrivalPortLocation c:LastExitPortLocation c:ExportCountry c:FreightAllowanceCharge*`,
  OrderReference: `ID! SalesOrderID CopyIndicator UUID IssueDate IssueTime CustomerReference OrderTypeCode
    c:DocumentReference`,
  DocumentReference: `ID! CopyIndicator UUID IssueDate IssueTime DocumentTypeCode DocumentType XPath* LanguageID LocaleCode
    VersionID DocumentStatusCode DocumentDescription* c:Attachment c:ValidityPeriod c:IssuerParty c:ResultOfVerification`,
  BillingReference: `c:InvoiceDocumentReference c:SelfBilledInvoiceDocumentReference c:CreditNoteDocumentReference
    c:SelfBilledCreditNoteDocumentReference c:DebitNoteDocumentReference c:ReminderDocumentReference
    c:AdditionalDocumentReference c:BillingReferenceLine*`,
  Contract: `ID IssueDate IssueTime NominationDate NominationTime ContractTypeCode ContractType Note* VersionID Description*
    c:ValidityPeriod c:ContractDocumentReference* c:NominationPeriod c:ContractualDelivery`,
  PaymentMeans: `ID PaymentMeansCode! PaymentDueDate PaymentChannelCode InstructionID InstructionNote* PaymentID*
    c:CardAccount c:PayerFinancialAccount c:PayeeFinancialAccount c:CreditAccount c:PaymentMandate c:TradeFinancing`,
  FinancialAccount: `ID Name AliasName AccountTypeCode AccountFormatCode CurrencyCode PaymentNote*
    c:FinancialInstitutionBranch c:Country`,
  Branch: 'ID Name c:FinancialInstitution c:Address',
  PaymentTerms: `ID PaymentMeansID* PrepaidPaymentReferenceID Note* ReferenceEventCode SettlementDiscountPercent
    PenaltySurchargePercent PaymentPercent Amount SettlementDiscountAmount PenaltyAmount PaymentTermsDetailsURI PaymentDueDate
    InstallmentDueDate InvoicingPartyReference c:SettlementPeriod c:PenaltyPeriod c:ExchangeRate c:ValidityPeriod`,
  AllowanceCharge: `ID ChargeIndicator! AllowanceChargeReasonCode AllowanceChargeReason* MultiplierFactorNumeric
    PrepaidIndicator SequenceNumeric Amount! BaseAmount AccountingCostCode AccountingCost PerUnitAmount c:TaxCategory*
    c:TaxTotal c:PaymentMeans*`,
  TaxCategory: `ID Name Percent BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode TaxExemptionReason* TierRange
    TierRatePercent c:TaxScheme!`,
  TaxScheme: 'ID Name TaxTypeCode CurrencyCode c:JurisdictionRegionAddress*',
  TaxTotal: 'TaxAmount! RoundingAmount TaxEvidenceIndicator TaxIncludedIndicator c:TaxSubtotal*',
  TaxSubtotal: `TaxableAmount TaxAmount! CalculationSequenceNumeric TransactionCurrencyTaxAmount Percent BaseUnitMeasure
    PerUnitAmount TierRange TierRatePercent c:TaxCategory!`,
  MonetaryTotal: `LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount
    PrepaidAmount PayableRoundingAmount PayableAmount! PayableAlternativeAmount`,
  Item: `Description* PackQuantity PackSizeNumeric CatalogueIndicator Name HazardousRiskIndicator AdditionalInformation*
    Keyword* BrandName* ModelName* c:BuyersItemIdentification c:SellersItemIdentification c:ManufacturersItemIdentification*
    c:StandardItemIdentification c:CatalogueItemIdentification c:AdditionalItemIdentification* c:CatalogueDocumentReference
    c:ItemSpecificationDocumentReference* c:OriginCountry c:CommodityClassification* c:TransactionConditions* c:HazardousItem*
    c:ClassifiedTaxCategory* c:AdditionalItemProperty* c:ManufacturerParty* c:InformationContentProviderParty c:OriginAddress*
    c:ItemInstance* c:Certificate* c:Dimension*`,
  ItemIdentification: 'ID! ExtendedID BarcodeSymbologyID c:PhysicalAttribute* c:MeasurementDimension* c:IssuerParty',
  Price: `PriceAmount! BaseQuantity PriceChangeReason* PriceTypeCode PriceType OrderableUnitFactorRate c:ValidityPeriod*
    c:PriceList c:AllowanceCharge* c:PricingExchangeRate`,
} satisfies Record<string, string>

/** Elements whose type has another name than they. */
const TYPES: Record<string, string> = {
  BuyerCustomerParty: 'CustomerParty',
  AccountingCustomerParty: 'CustomerParty',
  OriginatorCustomerParty: 'CustomerParty',
  DeliveryCustomerParty: 'CustomerParty',
  ContractorCustomerParty: 'CustomerParty',
  SellerSupplierParty: 'SupplierParty',
  AccountingSupplierParty: 'SupplierParty',
  DespatchSupplierParty: 'SupplierParty',
  FreightForwarderParty: 'Party',
  PayeeParty: 'Party',
  TaxRepresentativeParty: 'Party',
  DeliveryParty: 'Party',
  CarrierParty: 'Party',
  NotifyParty: 'Party',
  OriginatorParty: 'Party',
  ProviderParty: 'Party',
  ReceiverParty: 'Party',
  SenderParty: 'Party',
  IssuerParty: 'Party',
  RecipientParty: 'Party',
  ManufacturerParty: 'Party',
  PostalAddress: 'Address',
  DeliveryAddress: 'Address',
  RegistrationAddress: 'Address',
  OriginAddress: 'Address',
  DeliveryLocation: 'Location',
  AlternativeDeliveryLocation: 'Location',
  PhysicalLocation: 'Location',
  ValidityPeriod: 'Period',
  InvoicePeriod: 'Period',
  RequestedDeliveryPeriod: 'Period',
  PromisedDeliveryPeriod: 'Period',
  EstimatedDeliveryPeriod: 'Period',
  LineValidityPeriod: 'Period',
  SettlementPeriod: 'Period',
  PenaltyPeriod: 'Period',
  QuotationDocumentReference: 'DocumentReference',
  OrderDocumentReference: 'DocumentReference',
  OriginatorDocumentReference: 'DocumentReference',
  AdditionalDocumentReference: 'DocumentReference',
  DespatchDocumentReference: 'DocumentReference',
  ReceiptDocumentReference: 'DocumentReference',
  StatementDocumentReference: 'DocumentReference',
  ContractDocumentReference: 'DocumentReference',
  InvoiceDocumentReference: 'DocumentReference',
  SelfBilledInvoiceDocumentReference: 'DocumentReference',
  CreditNoteDocumentReference: 'DocumentReference',
  SelfBilledCreditNoteDocumentReference: 'DocumentReference',
  DebitNoteDocumentReference: 'DocumentReference',
  ReminderDocumentReference: 'DocumentReference',
  ReferencedContract: 'Contract',
  PayeeFinancialAccount: 'FinancialAccount',
  PayerFinancialAccount: 'FinancialAccount',
  FinancialInstitutionBranch: 'Branch',
  ClassifiedTaxCategory: 'TaxCategory',
  AnticipatedMonetaryTotal: 'MonetaryTotal',
  LegalMonetaryTotal: 'MonetaryTotal',
  WithholdingTaxTotal: 'TaxTotal',
  FreightAllowanceCharge: 'AllowanceCharge',
  BuyersItemIdentification: 'ItemIdentification',
  SellersItemIdentification: 'ItemIdentification',
  ManufacturersItemIdentification: 'ItemIdentification',
  StandardItemIdentification: 'ItemIdentification',
  CatalogueItemIdentification: 'ItemIdentification',
  AdditionalItemIdentification: 'ItemIdentification',
  RequiredItemLocationQuantity: 'ItemLocationQuantity',
  OriginCountry: 'Country',
  DestinationCountry: 'Country',
  SubInvoiceLine: 'InvoiceLine',
  SubCreditNoteLine: 'CreditNoteLine',
  SubLineItem: 'LineItem',
}

export const UBL_DOCUMENTS = [
  'Order',
  'OrderResponse',
  'OrderChange',
  'DespatchAdvice',
  'ReceiptAdvice',
  'Invoice',
  'CreditNote',
  'RemittanceAdvice',
  'Catalogue',
  'ApplicationResponse',
] as const
export type UblDocument = (typeof UBL_DOCUMENTS)[number]

const known = new Map<string, ReadonlyMap<string, Child>>()

/** The children of an element (its name without prefix), by name; undefined where nothing is known of it. */
export function childrenOf(element: string): ReadonlyMap<string, Child> | undefined {
  const type = TYPES[element] ?? element
  const found = known.get(type)
  if (found || !Object.hasOwn(ROWS, type)) return found
  const children = new Map<string, Child>()
  for (const [at, word] of ROWS[type as keyof typeof ROWS].split(/\s+/).entries()) {
    const [, prefix = '', local = '', mark] = /^(c:|x:)?(\w+)([!*+])?$/.exec(word)!
    const name = `${prefix === 'c:' ? 'cac:' : prefix === 'x:' ? 'ext:' : 'cbc:'}${local}`
    children.set(name, { name, at, needed: mark === '!' || mark === '+', repeats: mark === '*' || mark === '+' })
  }
  known.set(type, children)
  return children
}
