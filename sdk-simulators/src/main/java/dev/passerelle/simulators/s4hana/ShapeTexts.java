package dev.passerelle.simulators.s4hana;

/** The texts that {@link Shapes} reads. */
final class ShapeTexts {
  static final String PARTNERS =
      """
      service=API_BUSINESS_PARTNER,sap/opu/odata/sap/API_BUSINESS_PARTNER,2
      set=A_BusinessPartner
      *BusinessPartner#10 Customer#10- Supplier#10- BusinessPartnerCategory:1
      BusinessPartnerFullName:81- BusinessPartnerName:81- BusinessPartnerGrouping:4
      CorrespondenceLanguage:2 CreationDate:D- CreationTime:T- FirstName:40 FormOfAddress:4
      Industry:10 Language:2 LastChangeDate:D- LastChangeTime:T- LastName:40 LegalForm:2
      OrganizationBPName1:40 OrganizationBPName2:40 SearchTerm1:20 SearchTerm2:20
      BusinessPartnerIsBlocked:B IsMarkedForArchiving:B BusinessPartnerIDByExtSystem:20 ETag:26-
      BusinessPartnerType:4 TradingPartner:6
      >to_BusinessPartnerAddress:A_BusinessPartnerAddress
      >to_BusinessPartnerRole:A_BusinessPartnerRole
      >to_BusinessPartnerTax:A_BusinessPartnerTaxNumber
      >to_Customer:A_Customer1@Customer
      >to_BusinessPartnerContact:A_BusinessPartnerContact@BusinessPartner=BusinessPartnerCompany

      set=A_BusinessPartnerAddress
      *BusinessPartner#10 *AddressID:10 ValidityStartDate:O ValidityEndDate:O CityName:40
      Country:3 County:40 District:40 HouseNumber:10 Language:2 POBox:10 PostalCode:10 Region:3
      StreetName:60 StreetPrefixName:40 StreetSuffixName:40 AddressIDByExternalSystem:20
      >to_AddressUsage:A_BuPaAddressUsage >to_EmailAddress:A_AddressEmailAddress@AddressID
      >to_PhoneNumber:A_AddressPhoneNumber@AddressID
      >to_MobilePhoneNumber:A_AddressPhoneNumber@AddressID
      >to_URLAddress:A_AddressHomePageURL@AddressID

      set=A_BuPaAddressUsage
      *BusinessPartner#10 *ValidityEndDate:O *AddressUsage:10 *AddressID:10 ValidityStartDate:O
      StandardUsage:B

      set=A_AddressEmailAddress
      *AddressID:10 *Person:10 *OrdinalNumber:3 IsDefaultEmailAddress:B EmailAddress:241

      set=A_AddressPhoneNumber
      *AddressID:10 *Person:10 *OrdinalNumber:3 DestinationLocationCountry:3
      IsDefaultPhoneNumber:B PhoneNumber:30 PhoneNumberExtension:10 PhoneNumberType:1

      set=A_AddressHomePageURL
      *AddressID:10 *Person:10 *OrdinalNumber:3 *ValidityStartDate:D *IsDefaultURLAddress:B
      WebsiteURL:2048

      set=A_BusinessPartnerRole
      *BusinessPartner#10 *BusinessPartnerRole:6 ValidFrom:O ValidTo:O

      set=A_BusinessPartnerTaxNumber
      *BusinessPartner#10 *BPTaxType:4 BPTaxNumber:20 BPTaxLongNumber:60

      set=A_Customer
      *Customer#10 BillingIsBlockedForCustomer:2 CreationDate:D- CustomerAccountGroup:4
      CustomerClassification:2 CustomerName:80- DeliveryIsBlocked:2 OrderIsBlockedForCustomer:2
      PostingIsBlocked:B VATRegistration:20- DeletionIndicator:B
      >to_CustomerCompany:A_CustomerCompany >to_CustomerSalesArea:A_CustomerSalesArea

      set=A_CustomerCompany
      *Customer#10 *CompanyCode:4 PaymentTerms:4 PaymentMethodsList:10 ReconciliationAccount:10
      PaymentBlockingReason:1 DeletionIndicator:B

      set=A_CustomerSalesArea
      *Customer#10 *SalesOrganization:4 *DistributionChannel:2 *Division:2 Currency:5
      CustomerGroup:2 CustomerPaymentTerms:4 CustomerPriceGroup:2 CustomerPricingProcedure:2
      PriceListType:2 IncotermsClassification:3 OrderIsBlockedForCustomer:2 SalesOffice:4
      SalesGroup:3 SalesDistrict:6 ShippingCondition:2 SupplyingPlant:4 DeletionIndicator:B

      set=A_BusinessPartnerContact
      *RelationshipNumber:12 *BusinessPartnerCompany#10 *BusinessPartnerPerson#10
      *ValidityEndDate:D ValidityStartDate:D IsStandardRelationship:B RelationshipCategory:6
      >to_ContactRelationship:A_BPContactToFuncAndDept1

      set=A_BPContactToFuncAndDept
      *RelationshipNumber:12 *BusinessPartnerCompany#10 *BusinessPartnerPerson#10
      *ValidityEndDate:D ContactPersonDepartment:4 ContactPersonDepartmentName:40
      ContactPersonFunction:4 ContactPersonFunctionName:40 EmailAddress:241 PhoneNumber:30
      PhoneNumberExtension:10 RelationshipCategory:6
      """;

  static final String GOODS =
      """
      service=API_PRODUCT_SRV,sap/opu/odata/sap/API_PRODUCT_SRV,2
      set=A_Product
      *Product#40 ProductType:4 CrossPlantStatus:2 CrossPlantStatusValidityDate:D CreationDate:D-
      LastChangeDate:D- LastChangeDateTime:O- IsMarkedForDeletion:B ProductOldID:40 GrossWeight:N
      WeightUnit:3 NetWeight:N ProductGroup:9 BaseUnit:3 ItemCategoryGroup:4 Division:2 Brand:4
      ProductStandardID:18 InternationalArticleNumberCat:2 IndustrySector:1
      >to_Description:A_ProductDescription >to_ProductBasicText:A_ProductBasicText
      >to_SalesDelivery:A_ProductSalesDelivery >to_ProductSalesTax:A_ProductSalesTax

      set=A_ProductDescription
      *Product#40 *Language:2 ProductDescription:40

      set=A_ProductBasicText
      *Product#40 *Language:2 LongText:9999

      set=A_ProductSalesDelivery
      *Product#40 *ProductSalesOrg:4 *ProductDistributionChnl:2 MinimumOrderQuantity:N
      ProductSalesStatus:2 SalesMeasureUnit:3 IsMarkedForDeletion:B SupplyingPlant:4

      set=A_ProductSalesTax
      *Product#40 *Country:3 *TaxCategory:4 *TaxClassification:1

      service=API_MATERIAL_STOCK_SRV,sap/opu/odata/sap/API_MATERIAL_STOCK_SRV,2
      set=A_MaterialStock
      *Material#40 MaterialBaseUnit:3- >to_MatlStkInAcctMod:A_MatlStkInAcctMod

      set=A_MatlStkInAcctMod
      *Material#40 *Plant:4 *StorageLocation:4 *Batch:10 *Supplier:10 *Customer:10
      *WBSElementInternalID:24 *SDDocument:10 *SDDocumentItem:6 *InventorySpecialStockType:1
      *InventoryStockType:2 MaterialBaseUnit:3 MatlWrhsStkQtyInMatlBaseUnit:N

      service=API_SLSPRICINGCONDITIONRECORD_SRV,sap/opu/odata/sap/API_SLSPRICINGCONDITIONRECORD_SRV,2
      set=A_SlsPrcgConditionRecord
      *ConditionRecord#10 ConditionSequentialNumber:2 ConditionTable:3 ConditionApplication:2
      ConditionType:4 ConditionValidityEndDate:D ConditionValidityStartDate:D
      ConditionCalculationType:1 ConditionRateValue:N ConditionRateValueUnit:5
      ConditionRateAmount:N ConditionCurrency:5 ConditionQuantity:N ConditionQuantityUnit:3
      ConditionIsDeleted:B ConditionReleaseStatus:1 LastChangeDateTime:O- ETag:40-
      >to_SlsPrcgCndnRecdValidity:A_SlsPrcgCndnRecdValidity@ConditionRecord
      >to_SlsPrcgCndnRecordScale:A_SlsPrcgCndnRecordScale@ConditionRecord

      set=A_SlsPrcgCndnRecdValidity
      *ConditionRecord#10 *ConditionValidityEndDate:D ConditionValidityStartDate:D
      ConditionApplication:2 ConditionType:4 ConditionReleaseStatus:1 Customer#10
      CustomerPriceGroup:2 PriceListType:2 Material#40 MaterialGroup:9 SalesOrganization:4
      DistributionChannel:2
      >to_SlsPrcgConditionRecord:A_SlsPrcgConditionRecord1@ConditionRecord

      set=A_SlsPrcgCndnRecordScale
      *ConditionRecord#10 *ConditionSequentialNumber:2 *ConditionScaleLine:4
      ConditionScaleQuantity:N ConditionScaleQuantityUnit:3 ConditionRateValue:N
      ConditionRateAmount:N ConditionCurrency:5
      """;

  static final String SALES =
      """
      service=API_SALES_QUOTATION_SRV,sap/opu/odata/sap/API_SALES_QUOTATION_SRV,2
      function=releaseApprovalRequest,POST
      set=A_SalesQuotation
      *SalesQuotation#10 SalesQuotationType:4 SalesOrganization:4 DistributionChannel:2
      OrganizationDivision:2 SoldToParty#10 CreationDate:D- LastChangeDate:D-
      LastChangeDateTime:O- PurchaseOrderByCustomer:35 SalesQuotationDate:D TotalNetAmount:N-
      TransactionCurrency:5 RequestedDeliveryDate:D PricingDate:D CustomerPaymentTerms:4
      BindingPeriodValidityStartDate:D BindingPeriodValidityEndDate:D OverallSDProcessStatus:1-
      OverallSDDocumentRejectionSts:1- SalesDocApprovalStatus:1- ReferenceSDDocument#10
      >to_Item:A_SalesQuotationItem

      set=A_SalesQuotationItem
      *SalesQuotation#10 *SalesQuotationItem#6 SalesQuotationItemText:40
      PurchaseOrderByCustomer:35 Material#40 RequestedQuantity:N RequestedQuantityUnit:3
      TransactionCurrency:5- NetAmount:N- Plant:4 SalesDocumentRjcnReason:2
      ReferenceSDDocument#10 ReferenceSDDocumentItem#6 SDProcessStatus:1-
      >to_PricingElement:A_SalesQuotationItemPrcgElmnt

      set=A_SalesQuotationItemPrcgElmnt
      *SalesQuotation#10 *SalesQuotationItem#6 *PricingProcedureStep:3
      *PricingProcedureCounter:3 ConditionType:4 ConditionRateValue:N ConditionCurrency:5
      ConditionQuantity:N ConditionQuantityUnit:3 ConditionAmount:N- ConditionInactiveReason:1-

      service=API_SALES_ORDER_SRV,sap/opu/odata/sap/API_SALES_ORDER_SRV,2
      function=releaseApprovalRequest,POST
      set=A_SalesOrder
      *SalesOrder#10 SalesOrderType:4 SalesOrganization:4 DistributionChannel:2
      OrganizationDivision:2 SoldToParty#10 CreationDate:D- LastChangeDate:D-
      LastChangeDateTime:O- PurchaseOrderByCustomer:35 CustomerPurchaseOrderDate:D
      SalesOrderDate:D TotalNetAmount:N- TransactionCurrency:5 RequestedDeliveryDate:D
      PricingDate:D CustomerPaymentTerms:4 DeliveryBlockReason:2 HeaderBillingBlockReason:2
      AssignmentReference:18 ReferenceSDDocument#10 OverallSDProcessStatus:1-
      OverallTotalDeliveryStatus:1- OverallSDDocumentRejectionSts:1- TotalCreditCheckStatus:1-
      >to_Item:A_SalesOrderItem

      set=A_SalesOrderItem
      *SalesOrder#10 *SalesOrderItem#6 SalesOrderItemText:40 PurchaseOrderByCustomer:35
      UnderlyingPurchaseOrderItem:6 Material#40 RequestedQuantity:N RequestedQuantityUnit:3
      TransactionCurrency:5- NetAmount:N- TaxAmount:N- ProductionPlant:4 StorageLocation:4
      SalesDocumentRjcnReason:2 ReferenceSDDocument#10 ReferenceSDDocumentItem#6
      SDProcessStatus:1- DeliveryStatus:1- OrderRelatedBillingStatus:1-
      >to_PricingElement:A_SalesOrderItemPrElement >to_ScheduleLine:A_SalesOrderScheduleLine

      set=A_SalesOrderItemPrElement
      *SalesOrder#10 *SalesOrderItem#6 *PricingProcedureStep:3 *PricingProcedureCounter:3
      ConditionType:4 ConditionRateValue:N ConditionCurrency:5 ConditionQuantity:N
      ConditionQuantityUnit:3 ConditionAmount:N- ConditionInactiveReason:1-

      set=A_SalesOrderScheduleLine
      *SalesOrder#10 *SalesOrderItem#6 *ScheduleLine:4 RequestedDeliveryDate:D-
      ConfirmedDeliveryDate:D- ScheduleLineOrderQuantity:N- DeliveredQtyInOrderQtyUnit:N-

      service=salesorder,sap/opu/odata4/sap/api_salesorder/srvd_a2x/sap/salesorder/0001,4
      set=SalesOrder<A_SalesOrder
      *SalesOrder#10 SalesOrderType:4 SalesOrganization:4 DistributionChannel:2
      OrganizationDivision:2 SoldToParty#10 CreationDate:D- LastChangeDateTime:O-
      PurchaseOrderByCustomer:35 SalesOrderDate:D TotalNetAmount:N- TransactionCurrency:3
      RequestedDeliveryDate:D PricingDate:D CustomerPaymentTerms:4 AssignmentReference:18
      OverallSDProcessStatus:1- OverallDeliveryStatus=OverallTotalDeliveryStatus:1-
      OverallSDDocumentRejectionSts:1- TotalCreditCheckStatus:1- >_Item:SalesOrderItem

      set=SalesOrderItem<A_SalesOrderItem
      *SalesOrder#10 *SalesOrderItem#6 SalesOrderItemText:40 PurchaseOrderByCustomer:35
      UnderlyingPurchaseOrderItem:6 Product=Material#40 RequestedQuantity:N
      RequestedQuantitySAPUnit=RequestedQuantityUnit:3 TransactionCurrency:3- NetAmount:N-
      TaxAmount:N- Plant=ProductionPlant:4 StorageLocation:4 SalesDocumentRjcnReason:2
      SDProcessStatus:1- DeliveryStatus:1- >_ItemPricingElement:SalesOrderItemPricingElement
      >_ScheduleLine:SalesOrderScheduleLine

      set=SalesOrderItemPricingElement<A_SalesOrderItemPrElement
      *SalesOrder#10 *SalesOrderItem#6 *PricingProcedureStep:3 *PricingProcedureCounter:3
      ConditionType:4 ConditionRateAmount=ConditionRateValue:N ConditionCurrency:3
      ConditionRateRatio:N ConditionQuantity:N ConditionQuantitySAPUnit=ConditionQuantityUnit:3
      ConditionAmount:N- ConditionInactiveReason:1-

      set=SalesOrderScheduleLine<A_SalesOrderScheduleLine
      *SalesOrder#10 *SalesOrderItem#6 *ScheduleLine:4 RequestedDeliveryDate:D-
      ScheduleLineOrderQuantity:N- DeliveredQtyInOrderQtyUnit:N-

      service=API_SALES_ORDER_SIMULATION_SRV,sap/opu/odata/sap/API_SALES_ORDER_SIMULATION_SRV,2
      set=A_SalesOrderSimulation
      *SalesOrder:10 SalesOrderType:4 SalesOrganization:4 DistributionChannel:2
      OrganizationDivision:2 SoldToParty#10 PurchaseOrderByCustomer:35 SalesOrderDate:D
      TransactionCurrency:5 PricingDate:D RequestedDeliveryDate:D
      >to_Item:A_SalesOrderItemSimulation >to_Pricing:A_SalesOrderPricingSimulation1

      set=A_SalesOrderItemSimulation
      *SalesOrder:10 *SalesOrderItem#6 Material#40 SalesOrderItemText:40 RequestedQuantity:N
      RequestedQuantityUnit:3 ConfdDelivQtyInOrderQtyUnit:N TransactionCurrency:5 NetAmount:N TaxAmount:N Plant:4
      >to_PricingElement:A_SalesOrderItmPrcgElmntSimln

      set=A_SalesOrderItmPrcgElmntSimln
      *SalesOrder:10 *SalesOrderItem#6 *PricingProcedureStep:3 *PricingProcedureCounter:3
      ConditionType:4 ConditionRateValue:N ConditionCurrency:5 ConditionQuantity:N
      ConditionQuantityUnit:3 ConditionAmount:N

      set=A_SalesOrderPricingSimulation
      *SalesOrder:10 TotalNetAmount:N TransactionCurrency:5

      service=API_OUTBOUND_DELIVERY_SRV,sap/opu/odata/sap/API_OUTBOUND_DELIVERY_SRV;v=0002,2
      function=PostGoodsIssue,POST
      set=A_OutbDeliveryHeader
      *DeliveryDocument#10 DeliveryDocumentType:4 SoldToParty#10 ShipToParty#10 DeliveryDate:D
      DocumentDate:D CreationDate:D- CreationTime:T- LastChangeDate:D- ActualGoodsMovementDate:D
      OverallGoodsMovementStatus:1- OverallPickingStatus:1- OverallDelivReltdBillgStatus:1-
      TransactionCurrency:5 ShippingPoint:4 SalesOrganization:4
      >to_DeliveryDocumentItem:A_OutbDeliveryItem

      set=A_OutbDeliveryItem
      *DeliveryDocument#10 *DeliveryDocumentItem#6 Material#40 DeliveryDocumentItemText:40
      ActualDeliveryQuantity:N DeliveryQuantityUnit:3 ReferenceSDDocument#10
      ReferenceSDDocumentItem#6 Plant:4 GoodsMovementStatus:1- DeliveryRelatedBillingStatus:1-

      service=API_BILLING_DOCUMENT_SRV,sap/opu/odata/sap/API_BILLING_DOCUMENT_SRV,2
      function=Cancel,POST
      function=GetPDF,GET
      set=A_BillingDocument
      *BillingDocument#10 SDDocumentCategory:4 BillingDocumentType:4 CreationDate:D
      CreationTime:T LastChangeDate:D LastChangeDateTime:O SalesOrganization:4
      BillingDocumentDate:D BillingDocumentIsCancelled:B CancelledBillingDocument#10
      TotalNetAmount:N TransactionCurrency:5 TaxAmount:N TotalGrossAmount:N PayerParty#10
      SoldToParty#10 CompanyCode:4 FiscalYear:4 AccountingDocument#10 OverallBillingStatus:1
      AccountingPostingStatus:1 InvoiceClearingStatus:1 PurchaseOrderByCustomer:35
      >to_Item:A_BillingDocumentItem

      set=A_BillingDocumentItem
      *BillingDocument#10 *BillingDocumentItem#6 Material#40 BillingDocumentItemText:40
      BillingQuantity:N BillingQuantityUnit:3 NetAmount:N GrossAmount:N TaxAmount:N
      SalesDocument#10 SalesDocumentItem#6 ReferenceSDDocument#10 ReferenceSDDocumentItem#6
      ReferenceSDDocumentCategory:4 TransactionCurrency:5

      service=API_OPLACCTGDOCITEMCUBE_SRV,sap/opu/odata/sap/API_OPLACCTGDOCITEMCUBE_SRV,2
      set=A_OperationalAcctgDocItemCube
      *CompanyCode:4 *FiscalYear:4 *AccountingDocument#10 *AccountingDocumentItem:3
      FinancialAccountType:1 SpecialGLCode:1 DebitCreditCode:1 IsCleared:B ClearingDate:D
      ClearingAccountingDocument#10 ClearingDocFiscalYear:4 Customer#10 BillingDocument#10
      SalesDocument#10 InvoiceReference#10 InvoiceReferenceFiscalYear:4 IsReversed:B
      AccountingDocumentType:2 PostingDate:D DocumentDate:D NetDueDate:D
      CompanyCodeCurrency:5 AmountInCompanyCodeCurrency:N TransactionCurrency:5
      AmountInTransactionCurrency:N DocumentItemText:50 PaymentMethod:1 PaymentReference:30

      service=API_CRDTMBUSINESSPARTNER,sap/opu/odata/sap/API_CRDTMBUSINESSPARTNER,2
      set=CreditManagementAccount
      *BusinessPartner#10 *CreditSegment:10 BusinessPartnerIsCritical:B CreditAccountIsBlocked:B
      CreditAccountBlockReason:2 CreditLimitAmount:N CreditLimitIsZero:B
      CreditLimitValidityEndDate:D CreditLimitLastChangeDate:D CreditSegmentCurrency:5
      """;

  private ShapeTexts() {}
}
